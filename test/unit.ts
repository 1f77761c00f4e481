import "./syntax.test";
import "./rules.test";
import "./seeds.test";
import "./render.test";
import "./generated.test";
import "./imports.test";
import "./properties.test";
import "./renumber.test";
