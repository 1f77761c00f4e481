import "./syntax.test";
import "./rules.test";
import "./seeds.test";
import "./render.test";
