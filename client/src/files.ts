/** Globs of the files that the server reads. */
export const FILES = "**/{*.reg.md,*.reg.yaml,*.reg.yml,reglament.yaml}";
export const PROFILES = "**/{profil,профил}*/**/*.{yaml,yml}";
