// Compiles every schema in strict mode, in which ajv refuses what it does not know, all of them in one
// validator, so that no two have the same `$id`.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";

const folder = resolve(import.meta.dirname, "../../questions/schema");
const files = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
const ajv = new Ajv({ strict: true });

test("there are schemas", () => assert.ok(files.length >= 7, files.join(", ")));

for (const file of files) {
  test(`${file} compiles, and is found by its $id`, () => {
    const schema = JSON.parse(readFileSync(join(folder, file), "utf8"));
    assert.match(schema.$id ?? "", /^urn:lockstep:[a-z-]+:\d+$/);
    const validate = ajv.compile(schema);
    assert.equal(ajv.getSchema(schema.$id), validate);
    assert.equal(validate(7), false);
  });
}
