import fc from "fast-check";

// CI judges the change, not the luck of the draw: there the properties take one fixed way, elsewhere a new one each time.
if (process.env.CI) fc.configureGlobal({ seed: 20_261_123 });

import "./syntax.test";
import "./rules.test";
import "./fixes.test";
import "./seeds.test";
import "./render.test";
import "./formatting.test";
import "./generated.test";
import "./imports.test";
import "./navigation.test";
import "./occurrences.test";
import "./packages.test";
import "./plan.test";
import "./properties.test";
import "./renumber.test";
import "./clauses.test";
import "./address.test";
import "./paste.test";
import "./examples.test";
import "./l10n.test";
import "./calendar.test";
import "./russian/dates.test";
import "./russian/forms.test";
import "./russian/gold.test";
import "./russian/lexicon.test";
import "./russian/matcher.test";
import "./russian/names.test";
import "./russian/typography.test";
import "./snippets.test";
import "./language.test";
import "./model/minutes.test";
import "./model/order.test";
