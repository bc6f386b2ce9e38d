//! Nothing that comes from SQL or from `pgbindgen.toml` becomes Rust: whatever
//! the names, labels, comments, defaults and checks say, the generated code has
//! the items, in the order, that it has for harmless ones.

#![allow(clippy::unwrap_used, clippy::panic)]

use pgbindgen_codegen::emit::{self, Root};
use pgbindgen_tests::bindings::Folder;
use proc_macro2::{TokenStream, TokenTree};

/// Texts that would be Rust if they escaped from where they stand.
const PAYLOADS: &[&str] = &[
    "x",
    "\"]\nfn injected() {}\n#[doc = \"",
    "\"); compile_error!(\"injected\"); (\"",
    "\\\"); compile_error!(\\\"injected\\\"); //",
    "\"#; include_str!(\"/etc/passwd\"); r#\"",
    "*/ fn injected() {} /*",
    "\n/// ```\n/// compile_error!()\n/// ```\nfn injected() {}",
    "\r\nfn injected() {}\r\n",
    "}\npub mod injected { }\n{",
    "`]]` [`injected`](crate::injected) ``` ```rust,compile_fail",
    "\u{2028}fn injected() {}\u{2029}",
    "\u{202e}{}fn\u{202c} \u{2066}injected\u{2069}\u{feff}\u{200b}",
    "{}{0}{injected}%s%1$s\\0\\u{41}\\x41\\n",
    "'static, T: injected<'a>",
    "r#\"injected\"#",
    "b'\\''",
    "$crate::injected!{}",
    "#![allow(warnings)]",
    "/*",
    "//",
    "'",
    "\"",
    "\\",
    "$$",
    "---",
    "_",
    "__",
    "r#type",
    "crate",
    "İnjected ısı 💰 ملف",
];

fn ident(text: &str) -> String {
    // PostgreSQL cuts names at 63 bytes; the cut ones are names like others.
    let mut end = text.len().min(60);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("\"{}\"", text[..end].replace('"', "\"\""))
}

fn string(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A schema with the text in every place that SQL has for one.
fn schema(text: &str) -> String {
    let (i, s) = (ident(text), string(text));
    format!(
        "CREATE SCHEMA {i};
         COMMENT ON SCHEMA {i} IS {s};
         CREATE TYPE {i}.{i} AS ENUM ({s}, 'other');
         COMMENT ON TYPE {i}.{i} IS {s};
         CREATE TYPE {i}.c AS ({i} text, other {i}.{i});
         COMMENT ON TYPE {i}.c IS {s};
         COMMENT ON COLUMN {i}.c.{i} IS {s};
         CREATE DOMAIN {i}.d AS text DEFAULT {s} CONSTRAINT {i} CHECK (VALUE <> {s});
         COMMENT ON DOMAIN {i}.d IS {s};
         COMMENT ON CONSTRAINT {i} ON DOMAIN {i}.d IS {s};
         CREATE TABLE {i}.t (
             {i} bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT {i} PRIMARY KEY,
             a text NOT NULL DEFAULT {s}, b {i}.d, c {i}.c, e {i}.{i}[] DEFAULT ARRAY[{s}]::{i}.{i}[],
             g text GENERATED ALWAYS AS ({s}) STORED,
             CONSTRAINT check_of_it CHECK (a <> {s})
         );
         COMMENT ON TABLE {i}.t IS {s};
         COMMENT ON COLUMN {i}.t.{i} IS {s};
         COMMENT ON COLUMN {i}.t.a IS {s};
         COMMENT ON CONSTRAINT {i} ON {i}.t IS {s};
         CREATE TABLE {i}.{i}_ (id bigint PRIMARY KEY, up bigint CONSTRAINT {i} REFERENCES {i}.t ({i}), {i} text UNIQUE);
         CREATE UNIQUE INDEX i ON {i}.t (a) WHERE a <> {s};
         COMMENT ON INDEX {i}.i IS {s};
         CREATE VIEW {i}.v AS SELECT {i}, {s}::text AS {i}_ FROM {i}.t;
         COMMENT ON VIEW {i}.v IS {s};
         SET check_function_bodies = off;
         CREATE FUNCTION {i}.f({i} int) RETURNS int LANGUAGE sql AS {s};
         CREATE SEQUENCE {i}.s;
         CREATE COLLATION {i}.collation FROM \"C\";
         CREATE ROLE {i};\n",
    )
    .replace(&format!("{i}_"), &ident(&format!("{text}_")))
}

/// Every item of a token stream as its kind, without names: what stands in
/// braces is looked into, literals are left out.
fn shape(tokens: TokenStream, out: &mut Vec<String>) {
    const WORDS: &[&str] = &[
        "mod",
        "fn",
        "struct",
        "enum",
        "impl",
        "static",
        "const",
        "use",
        "trait",
        "macro_rules",
        "extern",
        "type",
        "unsafe",
        "union",
    ];
    let mut before = [String::new(), String::new()];
    for token in tokens {
        let text = match &token {
            TokenTree::Group(group) => {
                shape(group.stream(), out);
                String::new()
            }
            TokenTree::Ident(word) => word.to_string(),
            TokenTree::Punct(mark) => mark.as_char().to_string(),
            TokenTree::Literal(_) => String::new(),
        };
        if WORDS.contains(&text.as_str()) && before[1] != "'" {
            out.push(text.clone());
        }
        // A column's constant is left out where its name in SQL is that in Rust.
        if text == "NAME" && before[1] == "const" {
            out.pop();
        }
        // A macro's name, with its path's last word.
        if text == "!" && !before[1].is_empty() && before[1] != "#" {
            out.push(format!("{}!", before[1]));
        }
        before = [before[1].clone(), text];
    }
}

fn shape_of(code: &str, what: &str) -> Vec<String> {
    let file = syn::parse_file(code).unwrap_or_else(|error| panic!("{what}: {error}\n{code}"));
    drop(file);
    let tokens: TokenStream = code.parse().unwrap();
    let mut out = Vec::new();
    shape(tokens, &mut out);
    out
}

/// Names may collide or not, and so have another place among others: what counts
/// is how many there are of each.
fn counted(mut shape: Vec<String>) -> Vec<String> {
    shape.sort();
    shape
}

#[test]
fn sql_text_is_never_code() {
    let mut expected: Option<[Vec<String>; 2]> = None;
    for payload in PAYLOADS {
        let folder = Folder::new("", &schema(payload)).unwrap();
        let bindings = folder.bindings().unwrap();
        let errors = bindings
            .diagnostics
            .lines()
            .filter(|line| line.starts_with("error"));
        assert_eq!(errors.count(), 0, "{payload:?}\n{}", bindings.diagnostics);
        let single = counted(shape_of(&bindings.single, payload));
        let mut formatted = Vec::new();
        for file in emit::files(&bindings.program, Root::Crate) {
            let shape = shape_of(&file.text(), payload);
            // Which modules are files depends on their names.
            formatted.extend(shape);
        }
        let found = [single, counted(formatted)];
        if let Some(expected) = &expected {
            assert_eq!(&found, expected, "{payload:?}");
        } else {
            assert!(found[0].len() > 100, "{found:?}");
            expected = Some(found);
        }
        // The direction of text is never turned in what people read.
        for code in [
            &bindings.single,
            &emit::files(&bindings.program, Root::Module)[0].text(),
        ] {
            assert!(
                !code.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')),
                "{payload:?}"
            );
        }
    }
}

/// What a user writes in `pgbindgen.toml` is a path, a type or a name, or is refused.
#[test]
fn the_configuration_is_never_code() {
    let sql = "CREATE TABLE t (id int PRIMARY KEY, a text); CREATE TYPE e AS ENUM ('x');";
    let plain = Folder::new("", sql).unwrap().bindings().unwrap();
    let expected = shape_of(&plain.single, "plain");
    for payload in PAYLOADS {
        let value: String = payload
            .chars()
            .map(|c| match c {
                '"' | '\\' => format!("\\{c}"),
                c if c.is_control() => format!("\\u{:04X}", c as u32),
                c => c.to_string(),
            })
            .collect();
        for config in [
            format!("[generate]\ncrate = \"{value}\""),
            format!("[generate]\nschema = \"{value}\""),
            format!("[generate]\ninclude = [\"{value}\", \"*\"]"),
            format!("[rename.tables]\nt = \"{value}\""),
            format!("[rename.tables]\nt = {{ module = \"{value}\" }}"),
            format!("[rename.columns]\n\"t.a\" = \"{value}\""),
            format!("[rename.types]\ne = \"{value}\""),
            format!("[names]\nt = \"{value}\""),
            format!("[types.columns]\n\"t.a\" = \"{value}\""),
            format!("[types.overrides]\ntext = \"{value}\""),
            format!("[session]\nsearch_path = \"{value}\""),
            format!("[money]\nwords = [\"{value}\"]"),
            format!("\"{value}\" = 1"),
            format!("[names]\n\"{value}\" = \"t\""),
        ] {
            let bindings = Folder::new(&config, sql).unwrap().bindings().unwrap();
            let found = shape_of(&bindings.single, &config);
            // A schema that is not flat has a module of its own.
            let mut found = found;
            if config.contains("\nschema") && found.len() != expected.len() {
                let inner = found.iter().position(|word| word == "mod");
                found.remove(inner.unwrap());
                found.sort();
                let mut expected = expected.clone();
                expected.sort();
                assert_eq!(found, expected, "{config}");
            } else {
                assert_eq!(found, expected, "{config}");
            }
        }
    }
}
