use super::*;
use crate::diag::SourceMap;

fn run(text: &str) -> (Vec<RawStmt>, Vec<Diagnostic>) {
    let file = SourceMap::default().add("t.sql", text);
    let mut out = Vec::new();
    let statements = split(file, text, 0..text.len(), &mut out);
    (statements, out)
}

fn pieces(text: &str) -> Vec<&str> {
    run(text)
        .0
        .iter()
        .map(|raw| &text[raw.span.range()])
        .collect()
}

/// Statements and the gaps between them are the text, whatever the text.
fn check_identity(text: &str) {
    let (statements, _) = run(text);
    let mut joined = String::new();
    let mut end = 0;
    for raw in &statements {
        assert_eq!(raw.full.start as usize, end, "{text:?}");
        assert!(raw.full.start <= raw.span.start && raw.span.end <= raw.full.end);
        assert!(raw.span.start < raw.span.end);
        joined.push_str(&text[raw.full.range()]);
        end = raw.full.end as usize;
    }
    joined.push_str(&text[end..]);
    assert_eq!(joined, text);
}

const CASES: &[(&str, &[&str])] = &[
    ("", &[]),
    (" ;; -- x\n ; ", &[]),
    ("select 1; select 2", &["select 1", "select 2"]),
    ("select ';'; select 2;", &["select ';'", "select 2"]),
    (
        "select $a$;$$;$a$; select E'\\';'; select 'a\\'; x",
        &["select $a$;$$;$a$", "select E'\\';'", "select 'a\\'", "x"],
    ),
    ("/* ; /* ; */ ; */ a -- ;\n b; c", &["a -- ;\n b", "c"]),
    (
        "create rule r as on insert to t do (select 1; select 2); x",
        &[
            "create rule r as on insert to t do (select 1; select 2)",
            "x",
        ],
    ),
    (
        "create function f() returns int begin atomic select case when true then 1 end; select 2; end; x",
        &[
            "create function f() returns int begin atomic select case when true then 1 end; select 2; end",
            "x",
        ],
    ),
    ("begin; x; end; y", &["begin", "x", "end", "y"]),
    (
        "copy t from stdin;\n1\t;\n'\n\\.\nselect 1;",
        &["copy t from stdin", "1\t;\n'\n\\.", "select 1"],
    ),
    (
        "copy t (a) from stdin with (format csv);\r\n1\r\n\\.\r\nselect 1;\r\n",
        &[
            "copy t (a) from stdin with (format csv)",
            "1\r\n\\.\r",
            "select 1",
        ],
    ),
    (
        "\\set x 1\nselect 1;\n\\connect db\nselect 2 \\gexec\n",
        &[
            "\\set x 1",
            "select 1",
            "\\connect db",
            "select 2",
            "\\gexec",
        ],
    ),
    ("select 1\\; select 2;", &["select 1", "select 2"]),
    ("\u{feff}select 1;", &["select 1"]),
    ("select 1 \\ 2; x", &["select 1 \\ 2", "x"]),
    (
        "create table \";\"(a$b$c int); x",
        &["create table \";\"(a$b$c int)", "x"],
    ),
];

#[test]
fn statements_end_where_psql_ends_them() {
    for (text, expected) in CASES {
        assert_eq!(&pieces(text), expected, "{text}");
    }
}

#[test]
fn split_then_join_is_identity() {
    for (text, _) in CASES {
        for end in 0..=text.len() {
            if text.is_char_boundary(end) {
                check_identity(&text[..end]);
                check_identity(&text[end..]);
            }
        }
    }
    // Texts made of the pieces that matter, by a fixed sequence of numbers.
    let parts = [
        "'",
        "\"",
        "$$",
        "$a$",
        ";",
        "(",
        ")",
        "--",
        "\n",
        "/*",
        "*/",
        "E'",
        "\\",
        "\\.",
        "copy ",
        "from stdin",
        "create function ",
        "begin atomic ",
        "end ",
        "case ",
        "ş",
        " ",
        "x",
        "U&'",
        "\r\n",
        "\\g",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..24 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(parts[usize::try_from(state % parts.len() as u64).unwrap()]);
        }
        check_identity(&text);
    }
}

#[test]
fn kinds_and_directives() {
    let (statements, out) = run(
        "-- pgbindgen: allow(a) b\nselect 1; -- pgbindgen:  same line \n--pgbindgen: c\n\\i x\nselect\n-- pgbindgen: d\n2;",
    );
    assert!(out.is_empty());
    let shown: Vec<(RawKind, Vec<&str>)> = statements
        .iter()
        .map(|raw| {
            let texts = raw.directives.iter().map(|one| one.text.as_str());
            (raw.kind, texts.collect())
        })
        .collect();
    assert_eq!(
        shown,
        [
            (RawKind::Sql, vec!["allow(a) b", "same line"]),
            (RawKind::PsqlMeta, vec!["c"]),
            (RawKind::Sql, vec!["d"]),
        ]
    );
}

#[test]
fn what_never_ends_is_reported_at_its_start() {
    for (text, at, message) in [
        (
            "select 'ab",
            7,
            "unterminated quoted string at or near \"'ab\"",
        ),
        (
            "select \"a;",
            7,
            "unterminated quoted identifier at or near \"\"a;\"",
        ),
        (
            "select 1; do $a$ b $$",
            13,
            "unterminated dollar-quoted string at or near \"$a$ b $$\"",
        ),
        (
            "select 1; /* ",
            10,
            "unterminated /* comment at or near \"/* \"",
        ),
    ] {
        let file = SourceMap::default().add("t.sql", text);
        let mut out = Vec::new();
        let statements = split(file, text, 0..text.len(), &mut out);
        for raw in &statements {
            crate::parse::parse(text, raw, &mut out);
        }
        assert_eq!(out.len(), 1, "{text}");
        assert_eq!(out[0].code, "42601");
        assert_eq!(out[0].message, message);
        assert_eq!(out[0].primary.as_ref().unwrap().span.start, at);
    }
    assert_eq!(run("copy t from stdin;\n1\n").1[0].code, "copy-data");
}

#[test]
fn the_range_is_kept() {
    let text = "-- up\nselect 1;\n-- down\nselect 2;";
    let file = SourceMap::default().add("t.sql", text);
    let statements = split(file, text, 24..text.len(), &mut Vec::new());
    assert_eq!(statements.len(), 1);
    assert_eq!(&text[statements[0].span.range()], "select 2");
}
