//! `--message-format sarif` and `github`.

use crate::{Folder, revision, two};
use pgbindgen_tests::package::workspace;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The schema of SARIF 2.1.0, from the sources of the package that ships it.
fn schema() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(workspace())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let package = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .unwrap();
    let manifest = PathBuf::from(package["manifest_path"].as_str().unwrap());
    let text = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    // As published it has a bracket too many, which JavaScript takes for a letter
    // and others refuse.
    for definition in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][definition]["properties"]["language"];
        assert_eq!(
            language["pattern"],
            "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$"
        );
        language["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    assert!(
        schema["title"]
            .as_str()
            .unwrap()
            .contains("SARIF) Version 2.1.0")
    );
    schema
}

fn run(folder: &std::path::Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_pgbindgen"))
        .args(args)
        .current_dir(folder)
        .env("GITHUB_WORKSPACE", folder)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// Every case of `tests/ui` and `tests/chain` as a log: valid, complete, with
/// the places that the JSON has and the exit code that people see.
#[test]
fn every_log_is_valid_sarif() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
    let mut fixes = 0;
    for kind in ["ui", "chain"] {
        for entry in fs::read_dir(workspace().join("tests").join(kind)).unwrap() {
            let case = entry.unwrap().path();
            if !case.is_dir() {
                continue;
            }
            let shown = case.display();
            let (code, out, err) = run(&case, &["check", "--message-format", "sarif"]);
            let (json_code, json, _) = run(&case, &["check", "--message-format", "json"]);
            assert_eq!(code, json_code, "{shown}");
            assert!(!err.contains("error"), "{shown}: {err}");
            let log: Value = serde_json::from_str(&out).unwrap();
            let wrong: Vec<String> = validator
                .iter_errors(&log)
                .map(|error| format!("{error} at {}", error.instance_path()))
                .collect();
            assert!(wrong.is_empty(), "{shown}: {wrong:?}\n{out}");
            let run = &log["runs"][0];
            assert_eq!(run["columnKind"], "unicodeCodePoints");
            let results = run["results"].as_array().unwrap();
            let diagnostics: Vec<Value> = json
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .filter(|object: &Value| object["$message_type"] == "diagnostic")
                .collect();
            assert_eq!(results.len(), diagnostics.len(), "{shown}");
            for (result, diagnostic) in results.iter().zip(&diagnostics) {
                let id = &diagnostic["code"]["code"];
                assert_eq!(&result["ruleId"], id, "{shown}");
                let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                let rule = &run["tool"]["driver"]["rules"][index];
                assert_eq!(&rule["id"], id, "{shown}");
                assert!(rule["helpUri"].as_str().unwrap().starts_with("https://"));
                same_places(result, diagnostic);
                fixes += result["fixes"].as_array().map_or(0, Vec::len);
            }
        }
    }
    assert!(fixes > 10, "{fixes}");
}

/// The places of a result are those of rustc's JSON.
fn same_places(result: &Value, diagnostic: &Value) {
    let spans = diagnostic["spans"].as_array().unwrap();
    let none = Vec::new();
    let first = result["locations"].as_array().unwrap();
    let others = result["relatedLocations"].as_array().unwrap_or(&none);
    assert_eq!(first.len() + others.len(), spans.len());
    for (location, span) in first.iter().chain(others).zip(spans) {
        let place = &location["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert_eq!(decoded(uri), span["file_name"].as_str().unwrap());
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
        let words = location["message"]["text"].as_str();
        assert_eq!(words, span["label"].as_str());
        let region = &place["region"];
        if region.is_object() {
            for (ours, theirs) in [
                ("startLine", "line_start"),
                ("endLine", "line_end"),
                ("startColumn", "column_start"),
                ("endColumn", "column_end"),
            ] {
                assert_eq!(region[ours], span[theirs]);
            }
        }
    }
}

/// A URI's path as a file has it.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = uri.split('%');
    bytes.extend(parts.next().unwrap().bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_log_of_a_rule_a_fix_and_an_environment() {
    let folder = Folder::new(&[
        ("pgbindgen.toml", ""),
        (
            "my migrations/a.sql",
            "-- revision: a\n-- irreversible: x\n-- +up\nCREATE TABLE t (id bigint PRIMARY KEY, /* şu 日 */ price float8);\n",
        ),
    ]);
    folder.write("pgbindgen.toml", "migrations = \"my migrations\"\n");
    fs::create_dir(folder.0.join(".git")).unwrap();
    let ran = folder.expect(1, "check --message-format sarif");
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let run = &log["runs"][0];
    let root = run["originalUriBaseIds"]["%SRCROOT%"]["uri"]
        .as_str()
        .unwrap();
    assert!(
        root.starts_with("file:///") && root.ends_with('/') && root.contains("%20"),
        "{root}"
    );
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rule = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|rule| rule["id"] == "float-money")
        .unwrap();
    assert!(
        rule["helpUri"]
            .as_str()
            .unwrap()
            .ends_with("/docs/rules/float-money.md")
    );
    assert!(
        rule["help"]["markdown"]
            .as_str()
            .unwrap()
            .starts_with("# float-money\n")
    );
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    let result = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .find(|result| result["ruleId"] == "float-money")
        .unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20migrations/a.sql");
    assert_eq!(result["level"], "error");
    // In a folder inside: still from the root of the repository.
    fs::create_dir(folder.0.join("inside")).unwrap();
    let output = folder
        .command(&["check", "..", "--message-format", "sarif"])
        .current_dir(folder.0.join("inside"))
        .output()
        .unwrap();
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20migrations/a.sql");

    // A warning with an edit.
    let folder = two();
    folder.write(
        "migrations/b.sql",
        &revision("b", "a").replace(
            "+up\n",
            "+up\n-- pgbindgen: allow(float-money) not needed\n",
        ),
    );
    let ran = folder.expect(0, "check --message-format sarif");
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&"unused-allow".into(), &"warning".into())
    );
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "migrations/b.sql");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "");
    let region = &replacement["deletedRegion"];
    assert_eq!(
        (&region["startLine"], &region["endLine"]),
        (&4.into(), &5.into())
    );

    // What is wrong with the environment is no result.
    let ran = folder.expect(2, "check nowhere --message-format sarif");
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let text = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str();
    assert!(
        text.unwrap().starts_with("there is no directory"),
        "{invocation}"
    );
    assert!(jsonschema::validator_for(&schema()).unwrap().is_valid(&log));
}

/// A log is one document, whatever else a command prints.
#[test]
fn results_stay_out_of_a_log() {
    let folder = two();
    for args in [
        "history",
        "heads",
        "dump catalog",
        "new c --id c",
        "lock",
        "rules",
        "init .",
    ] {
        let ran = folder.expect(0, &format!("{args} --message-format sarif"));
        let log: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{args}: {}", ran.out));
        assert_eq!(log["version"], "2.1.0");
    }
    assert!(
        folder
            .expect(0, "heads --message-format sarif")
            .err
            .contains('c')
    );
}

#[test]
fn annotations_of_github() {
    let folder = two();
    folder.write("migrations/b.sql", &revision("b", "aa"));
    folder.write("sub/keep", "");
    let ran = folder.expect(1, "check --message-format github");
    let line = "::error file=migrations/b.sql,line=2,col=19,endLine=2,endColumn=21,title=missing-parent::revision `b` follows \
                `aa`, which does not exist%0Ano revision has this id%0A";
    assert!(ran.out.starts_with(line), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(
        ran.out
            .contains("%0Ahelp: name `a`, or bring back the file `aa.sql`"),
        "{}",
        ran.out
    );
    // A job that works in a folder of the repository: GitHub wants the path from its root.
    let output = folder
        .command(&["check", "..", "--message-format", "github"])
        .current_dir(folder.0.join("sub"))
        .env("GITHUB_WORKSPACE", &folder.0)
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.starts_with("::error file=migrations/b.sql,"), "{out}");
    let ran = folder.expect(2, "check nowhere --message-format github");
    assert!(
        ran.out
            .starts_with("::error title=pgbindgen::there is no directory"),
        "{}",
        ran.out
    );
    folder.write("migrations/b.sql", &revision("b", "a"));
    let ran = folder.expect(0, "check --message-format github");
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("2 revisions are valid"), "{}", ran.err);
}

/// What rustc's own tools and editors take from a fix.
#[test]
fn json_says_what_a_machine_can_mend() {
    let folder = two();
    folder.write("pgbindgen.toml", "[rules]\nflaot-money = \"warn\"\n");
    folder.write(
        "migrations/b.sql",
        &revision("b", "a").replace(
            "-- +up\n",
            "--+UP\n-- pgbindgen: allow(float-money) not needed\n",
        ),
    );
    let ran = folder.expect(1, "check --message-format json");
    let mut found = Vec::new();
    for line in ran.out.lines() {
        let diagnostic: Value = serde_json::from_str(line).unwrap();
        for child in diagnostic["children"].as_array().unwrap() {
            for span in child["spans"].as_array().unwrap() {
                assert_eq!(
                    (&child["level"], &span["is_primary"]),
                    (&"help".into(), &true.into())
                );
                found.push(format!(
                    "{} {:?} {}",
                    diagnostic["code"]["code"].as_str().unwrap(),
                    span["suggested_replacement"].as_str().unwrap(),
                    span["suggestion_applicability"].as_str().unwrap(),
                ));
            }
        }
    }
    assert_eq!(
        found,
        [
            "unknown-rule \"float-money\" MaybeIncorrect",
            "unknown-section \"-- +up\" MachineApplicable",
        ]
    );
}
