//! `cargo xtask tidy`: the invariants that text can check. Each is one row of [`RULES`] or [`WORDS`].

use std::path::Path;

use crate::lex;
use crate::shell::{command, output, root};
use crate::{Failure, Outcome, pages};

/// A file that is, or is about to be, checked in.
struct File {
    /// From the workspace's directory, with `/`.
    path: String,
    text: String,
    /// For Rust files: the code without comments, strings and test modules. Empty for tests.
    code: String,
}

/// A word that may stand in the code of some files only.
struct Word {
    text: &'static str,
    /// Where the rule looks: prefixes of paths.
    within: &'static [&'static str],
    /// Where the word is at home: prefixes of paths.
    except: &'static [&'static str],
    why: &'static str,
}

const PUBLISHED: &[&str] = &[
    "model/src/",
    "codegen/src/",
    "derive/src/",
    "macros/src/",
    "migrate/src/",
    "runtime/src/",
    "cli/src/",
];

const WORDS: &[Word] = &[
    Word {
        text: "sqlparser",
        within: PUBLISHED,
        except: &[],
        why: "`parse` reads SQL itself, on the tokens of `split` (docs/adr/own-parser.md)",
    },
    Word {
        text: "quote!",
        within: &["codegen/src/"],
        except: &["codegen/src/emit"],
        why: "only `emit` makes tokens; everything before it decides, and `emit` decides nothing",
    },
    Word {
        text: "quote::",
        within: &["codegen/src/"],
        except: &["codegen/src/emit"],
        why: "only `emit` makes tokens; everything before it decides, and `emit` decides nothing",
    },
    Word {
        text: "prettyplease",
        within: PUBLISHED,
        except: &["codegen/src/emit"],
        why: "only `emit` formats, and only for checked-in code: formatting costs more than everything else",
    },
    Word {
        text: "syn",
        within: PUBLISHED,
        except: &[
            "macros/src/",
            "derive/src/",
            "codegen/src/types/user",
            "codegen/src/emit/files",
        ],
        why: "syn is slow at opt-level 0: it parses a macro's arguments and the configuration's Rust types, no more",
    },
    Word {
        text: "fs",
        within: &["codegen/src/", "model/src/"],
        except: &["codegen/src/source", "codegen/src/output"],
        why: "only `source` and the final write touch the disk: everything between is a pure function of its input",
    },
    Word {
        text: "HashMap",
        within: &["codegen/src/", "model/src/"],
        except: &[],
        why: "the same input gives the same bytes: use BTreeMap",
    },
    Word {
        text: "HashSet",
        within: &["codegen/src/", "model/src/"],
        except: &[],
        why: "the same input gives the same bytes: use BTreeSet",
    },
    Word {
        text: "SystemTime",
        within: &[
            "codegen/src/emit",
            "codegen/src/ir",
            "codegen/src/types",
            "codegen/src/catalog",
        ],
        except: &[],
        why: "the same input gives the same bytes, at any time",
    },
    Word {
        text: "unwrap",
        within: PUBLISHED,
        except: &[],
        why: "no input may cause a panic: return a diagnostic or an error",
    },
    Word {
        text: "panic!",
        within: PUBLISHED,
        except: &[],
        why: "no input may cause a panic: return a diagnostic or an error",
    },
    Word {
        text: "todo!",
        within: &[""],
        except: &[],
        why: "finished work only",
    },
    Word {
        text: "unimplemented!",
        within: &[""],
        except: &[],
        why: "finished work only",
    },
    Word {
        text: "dbg!",
        within: &[""],
        except: &[],
        why: "a leftover of debugging",
    },
];

/// A finding: the line (1-based) and what is wrong.
type Findings = Vec<(usize, String)>;

struct Rule {
    name: &'static str,
    check: fn(&File) -> Findings,
}

const RULES: &[Rule] = &[
    Rule {
        name: "words",
        check: words,
    },
    Rule {
        name: "machine",
        check: machine,
    },
    Rule {
        name: "ignored-test",
        check: ignored_tests,
    },
    Rule {
        name: "generated",
        check: generated,
    },
    Rule {
        name: "text",
        check: text,
    },
];

/// Longer modules are reported, not refused: a table may be long, and moving code is a commit of its own.
const LONG: usize = 700;

pub(crate) fn run(_arguments: &[String]) -> Outcome {
    let files = files()?;
    let mut faults = pages::stale()?;
    for file in &files {
        for rule in RULES {
            for (line, what) in (rule.check)(file) {
                faults.push(format!("{}:{line}: {what} [{}]", file.path, rule.name));
            }
        }
        let lines = file.text.lines().count();
        if rust(file)
            && lines > LONG
            && !file.path.starts_with("generated/")
            && !is_test(&file.path)
        {
            println!(
                "note: {} has {lines} lines; about 500 are easy to read",
                file.path
            );
        }
    }
    println!("{} files checked", files.len());
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\nerror: ").into())
    }
}

/// What git tracks, or would with `git add`: the same on every machine, whatever else lies about.
fn files() -> Result<Vec<File>, Failure> {
    let list = output(&mut command(
        "git",
        &[
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
    ))?;
    let root = root();
    let mut paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    Ok(paths
        .into_iter()
        .filter_map(|path| file(&root, path))
        .collect())
}

/// `None` for what is no text, and for what has just been deleted.
fn file(root: &Path, path: &str) -> Option<File> {
    let text = std::fs::read_to_string(root.join(path)).ok()?;
    let rust = Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs");
    let code = if rust && !is_test(path) {
        let code = lex::code(&text);
        lex::without_tests(&code).to_owned()
    } else {
        String::new()
    };
    Some(File {
        path: path.to_owned(),
        text,
        code,
    })
}

/// A test directory's file, or a module file of tests alone.
fn is_test(path: &str) -> bool {
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.ends_with("/tests.rs")
        || path.ends_with("_tests.rs")
}

fn rust(file: &File) -> bool {
    Path::new(&file.path)
        .extension()
        .is_some_and(|extension| extension == "rs")
}

fn within(path: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| path.starts_with(prefix))
}

fn words(file: &File) -> Findings {
    let rules: Vec<&Word> = WORDS
        .iter()
        .filter(|rule| within(&file.path, rule.within) && !within(&file.path, rule.except))
        .collect();
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(file.code.lines()) {
        for rule in rules.iter().filter(|rule| has_word(line, rule.text)) {
            findings.push((number, format!("`{}` here: {}", rule.text, rule.why)));
        }
    }
    findings
}

/// Whether a line has the word, not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part))
}

/// Nothing of the machine that a file was written on: not its paths, not the hosts that it reaches registries through.
fn machine(file: &File) -> Findings {
    // In two halves, so that this file does not find itself.
    let traces = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/home", "/runner"),
        concat!("arti", "factory"),
    ];
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        for trace in traces {
            let begins_a_path = line.match_indices(trace).any(|(at, _)| {
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-}".contains(c))
            });
            if begins_a_path {
                findings.push((number, format!("`{trace}` belongs to one machine")));
            }
        }
    }
    findings
}

fn ignored_tests(file: &File) -> Findings {
    let marker = concat!("#[ign", "ore");
    if !rust(file) {
        return Vec::new();
    }
    (1..)
        .zip(file.text.lines())
        .filter(|(_, line)| line.trim_start().starts_with(marker))
        .map(|(number, _)| {
            (
                number,
                "a test that nobody runs: mend it or remove it".to_owned(),
            )
        })
        .collect()
}

/// Every file of `generated/src` says so in its first line, since nobody may edit it.
fn generated(file: &File) -> Findings {
    if file.path.starts_with("generated/src/")
        && rust(file)
        && !file.text.starts_with("// @generated by pgbindgen")
    {
        vec![(
            1,
            "no `// @generated by pgbindgen` header: `generated/` is written by `cargo xtask bless` alone".to_owned(),
        )]
    } else {
        Vec::new()
    }
}

/// Text files end in a newline and have no trailing blanks or carriage returns, except where a test needs them.
fn text(file: &File) -> Findings {
    if file.path.starts_with("tests/") || file.path.contains("/tests/") || file.path == "Cargo.lock"
    {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        findings.push((
            file.text.lines().count(),
            "a file ends in a newline".to_owned(),
        ));
    }
    let markdown = Path::new(&file.path)
        .extension()
        .is_some_and(|extension| extension == "md");
    for (number, line) in (1..).zip(file.text.split('\n')) {
        // Two blanks at the end of a line of Markdown are a line break.
        if line.ends_with('\r') || (!markdown && line.ends_with([' ', '\t'])) {
            findings.push((number, "blanks at the end of the line".to_owned()));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust_file(path: &str, text: &str) -> File {
        let code = lex::code(text);
        File {
            path: path.to_owned(),
            text: text.to_owned(),
            code: lex::without_tests(&code).to_owned(),
        }
    }

    #[test]
    fn words_are_found_where_they_may_not_stand() {
        for (path, text, findings) in [
            ("codegen/src/catalog/mod.rs", "use sqlparser::ast;\n", 1),
            ("codegen/src/parse/mod.rs", "use sqlparser::ast;\n", 1),
            ("benches/src/bin/x.rs", "use sqlparser::ast;\n", 0),
            (
                "codegen/src/catalog/mod.rs",
                "// sqlparser\nlet a = \"syn\";\n",
                0,
            ),
            ("codegen/src/ir.rs", "let synonym = async_syn();\n", 0),
            (
                "codegen/src/ir.rs",
                "x.unwrap();\n#[cfg(test)]\nmod tests { fn f() { x.unwrap() } }\n",
                1,
            ),
            ("codegen/src/ir.rs", "x.unwrap_or(1);\n", 0),
            ("codegen/src/ir.rs", "std::fs::read(p)\n", 1),
        ] {
            assert_eq!(
                words(&rust_file(path, text)).len(),
                findings,
                "{path}: {text}"
            );
        }
    }

    #[test]
    fn machines_are_found_and_urls_are_not() {
        let path = concat!("/wo", "rk/x");
        assert_eq!(
            machine(&rust_file("a.rs", &format!("read {path}"))).len(),
            1
        );
        assert_eq!(machine(&rust_file("a.rs", &format!("docs{path}"))).len(), 0);
    }

    #[test]
    fn the_workspace_is_tidy() {
        run(&[]).unwrap();
    }
}
