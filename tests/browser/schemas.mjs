// Compiles every schema with ajv as it is by default, that is in strict mode, with the vocabulary beside them, and judges data by one of them.
// Arguments: the folder of the schemas. Standard input: {schema, data: [...]}. Output: whether each of the data fits.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import standard from "ajv-formats";

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const { keywords, formats } = read("vocabulary.json");
const ajv = new Ajv({ logger: false });
standard(ajv);
ajv.addVocabulary(keywords);
for (const [name, pattern] of Object.entries(formats)) ajv.addFormat(name, new RegExp(pattern, "u"));
const compiled = {};
for (const name of readdirSync(folder).filter((each) => each.endsWith(".schema.json"))) compiled[name] = ajv.compile(read(name));
const { schema, data } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({ compiled: Object.keys(compiled).sort(), fits: data.map((each) => compiled[schema](each)) }));
