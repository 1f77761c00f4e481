/** Text files that the build inlines as strings (esbuild `text` loader). */
declare module "*.yaml" {
  const text: string;
  export default text;
}
declare module "*.css" {
  const text: string;
  export default text;
}
