//! What the server refuses, and what must never break the parser.

#![allow(clippy::format_push_string)]

use super::statements::CASES;
use super::*;

/// Texts with SQLSTATE, message and byte offset, as PostgreSQL gives them.
const REFUSED: &[(&str, &str, &str, usize)] = &[
    (
        "create table t (user int)",
        "42601",
        "syntax error at or near \"user\"",
        16,
    ),
    (
        "create table t (a int,)",
        "42601",
        "syntax error at or near \")\"",
        22,
    ),
    (
        "create table t (a int",
        "42601",
        "syntax error at end of input",
        21,
    ),
    (
        "create table t (a int;",
        "42601",
        "syntax error at or near \";\"",
        21,
    ),
    (
        "create tabel t (a int)",
        "42601",
        "syntax error at or near \"tabel\"",
        7,
    ),
    (
        "creat table t (a int)",
        "42601",
        "syntax error at or near \"creat\"",
        0,
    ),
    (
        "create table t (a int default)",
        "42601",
        "syntax error at or near \")\"",
        29,
    ),
    (
        "create table t (a int default now() at time zone 'utc')",
        "42601",
        "syntax error at or near \"at\"",
        36,
    ),
    (
        "create table t (a int check (a >))",
        "42601",
        "syntax error at or near \")\"",
        32,
    ),
    (
        "create table t (a int check (a < 1 < 2))",
        "42601",
        "syntax error at or near \"<\"",
        35,
    ),
    (
        "create table t (a int not nul)",
        "42601",
        "syntax error at or near \"nul\"",
        26,
    ),
    (
        "create table t (a 12ab)",
        "42601",
        "trailing junk after numeric literal at or near \"12ab\"",
        18,
    ),
    (
        "create table \"\" (a int)",
        "42601",
        "zero-length delimited identifier at or near \"\"\"\"",
        13,
    ),
    (
        "alter table t add column",
        "42601",
        "syntax error at end of input",
        24,
    ),
    (
        "alter table t foo",
        "42601",
        "syntax error at or near \"foo\"",
        14,
    ),
    (
        "alter table t rename to s.u",
        "42601",
        "syntax error at or near \".\"",
        25,
    ),
    ("drop table", "42601", "syntax error at end of input", 10),
    (
        "drop table if exist t",
        "42601",
        "syntax error at or near \"exist\"",
        14,
    ),
    (
        "create index i on t",
        "42601",
        "syntax error at end of input",
        19,
    ),
    (
        "create index if not exists on t (a)",
        "42601",
        "syntax error at or near \"on\"",
        27,
    ),
    (
        "create or replace table t (a int)",
        "42601",
        "syntax error at or near \"table\"",
        18,
    ),
    (
        "create view v as select from where",
        "42601",
        "syntax error at or near \"where\"",
        29,
    ),
    (
        "create view v as selct 1",
        "42601",
        "syntax error at or near \"selct\"",
        17,
    ),
    ("select 1 +", "42601", "syntax error at end of input", 10),
    (
        "select a b c from t",
        "42601",
        "syntax error at or near \"c\"",
        11,
    ),
    (
        "select case when true then 1",
        "42601",
        "syntax error at end of input",
        28,
    ),
    (
        "insert into t values (1",
        "42601",
        "syntax error at end of input",
        23,
    ),
    (
        "insert t values (1)",
        "42601",
        "syntax error at or near \"t\"",
        7,
    ),
    (
        "update t set a 1",
        "42601",
        "syntax error at or near \"1\"",
        15,
    ),
    (
        "comment on table t is 1",
        "42601",
        "syntax error at or near \"1\"",
        22,
    ),
    (
        "comment on column a is 'x'",
        "42601",
        "column name must be qualified",
        18,
    ),
    ("select \\ 1", "42601", "syntax error at or near \"\\\"", 7),
    ("select :x", "42601", "syntax error at or near \":\"", 7),
    (
        "grant select on :t to x",
        "42601",
        "syntax error at or near \":\"",
        16,
    ),
    (
        "create sequence s cache 1 cache 2",
        "42601",
        "conflicting or redundant options",
        26,
    ),
    (
        "create sequence s start 9999999999999999999",
        "22003",
        "value \"9999999999999999999\" is out of range for type bigint",
        24,
    ),
    (
        "create sequence s owned by t",
        "42601",
        "invalid OWNED BY option",
        27,
    ),
    (
        "create table t (a float(54))",
        "22023",
        "precision for type float must be less than 54 bits",
        18,
    ),
    (
        "create table t (a int check (true) deferrable)",
        "42601",
        "misplaced DEFERRABLE clause",
        35,
    ),
    (
        "create table t (a int unique not deferrable initially deferred)",
        "42601",
        "constraint declared INITIALLY DEFERRED must be DEFERRABLE",
        44,
    ),
    (
        "create table t (a int references u match partial)",
        "0A000",
        "MATCH PARTIAL not yet implemented",
        41,
    ),
    (
        "create domain d as int primary key",
        "42601",
        "primary key constraints not possible for domains",
        23,
    ),
    (
        "create domain d as int check (true) deferrable",
        "0A000",
        "specifying constraint deferrability not supported for domains",
        23,
    ),
    (
        "create table a.b.c.d (x int)",
        "42601",
        "improper qualified name (too many dotted names): a.b.c.d",
        13,
    ),
    (
        "create function f() as 'x' language sql",
        "42P13",
        "function result type must be specified",
        16,
    ),
    (
        "create table t (a int) partition by magic (a)",
        "22023",
        "unrecognized partitioning strategy \"magic\"",
        36,
    ),
    (
        "do $$ begin alter table t add x y z; end $$",
        "42601",
        "syntax error at or near \"z\"",
        34,
    ),
];

#[test]
fn refusals_have_the_servers_words_and_place() {
    let mut wrong = String::new();
    for (text, code, message, at) in REFUSED {
        let (_, out) = run(text);
        let Some(first) = out.first() else {
            wrong += &format!("{text}: nothing found\n");
            continue;
        };
        let place = first
            .primary
            .as_ref()
            .map_or(0, |label| label.span.start as usize);
        if (first.code, first.message.as_str(), place) != (*code, *message, *at) || out.len() != 1 {
            wrong += &format!(
                "{text}\n  found {} {} at {place}\n",
                first.code, first.message
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Syntax of newer servers: the first version that takes it, and message and
/// place of PostgreSQL 15 (checked on 15.18).
const NEEDS: &[(&str, u16, &str, usize)] = &[
    (
        "create table u (a int references t not enforced)",
        18,
        "syntax error at or near \"enforced\"",
        39,
    ),
    (
        "create table u (a int check (a > 0) enforced)",
        18,
        "syntax error at or near \"enforced\"",
        36,
    ),
    (
        "create table u (a int not null no inherit)",
        18,
        "syntax error at or near \"no\"",
        31,
    ),
    (
        "create table u (a int, b int generated always as (a) virtual)",
        18,
        "syntax error at or near \"virtual\"",
        53,
    ),
    (
        "create table u (a int, b int generated always as (a))",
        18,
        "syntax error at or near \")\"",
        52,
    ),
    (
        "create table u (a int, foreign key (a, period b) references t (a, period b))",
        18,
        "syntax error at or near \"b\"",
        46,
    ),
    (
        "create table u (a int, b int4range, primary key (a, b without overlaps))",
        18,
        "syntax error at or near \"without\"",
        54,
    ),
    (
        "create table u (a int, constraint n not null a)",
        18,
        "syntax error at or near \"not\"",
        36,
    ),
    (
        "create table u (a int, check (a > 0) not enforced)",
        18,
        "syntax error at or near \"enforced\"",
        41,
    ),
    (
        "create table u (a text storage main)",
        16,
        "syntax error at or near \"storage\"",
        23,
    ),
    (
        "alter table t alter a set statistics default",
        17,
        "syntax error at or near \"default\"",
        37,
    ),
    (
        "alter table t alter a set expression as (1)",
        17,
        "syntax error at or near \"expression\"",
        26,
    ),
    (
        "alter table t set access method default",
        17,
        "syntax error at or near \"default\"",
        32,
    ),
    (
        "alter table t alter constraint c inherit",
        18,
        "syntax error at or near \"inherit\"",
        33,
    ),
    (
        "alter table t alter a set storage default",
        16,
        "syntax error at or near \"default\"",
        34,
    ),
    (
        "alter domain d add constraint n not null",
        17,
        "syntax error at or near \"not\"",
        32,
    ),
    (
        "create view v as select 1 is json",
        16,
        "syntax error at or near \"json\"",
        29,
    ),
    (
        "create view v as select now() at local",
        17,
        "syntax error at or near \"local\"",
        33,
    ),
    (
        "create view v as select 0x1F",
        16,
        "trailing junk after numeric literal at or near \"0x1F\"",
        24,
    ),
    (
        "create view v as select 1_000",
        16,
        "trailing junk after numeric literal at or near \"1_000\"",
        24,
    ),
    (
        "create view v as select * from (select 1)",
        16,
        "subquery in FROM must have an alias",
        31,
    ),
    (
        "create view v as select * from (values (1))",
        16,
        "VALUES in FROM must have an alias",
        31,
    ),
    (
        "update t set a = 1 returning with (old as o) o.a",
        18,
        "syntax error at or near \"with\"",
        29,
    ),
    (
        "merge into t using t u on true when not matched by source then delete",
        17,
        "syntax error at or near \"by\"",
        48,
    ),
    (
        "merge into t using t u on true when matched then delete returning 1",
        17,
        "syntax error at or near \"returning\"",
        56,
    ),
    (
        "create sequence s start 1_0",
        16,
        "trailing junk after numeric literal at or near \"1_0\"",
        24,
    ),
];

#[test]
fn newer_syntax_says_which_server_it_needs() {
    let mut wrong = String::new();
    for (text, version, message, at) in NEEDS {
        let (statements, out) = run(text);
        assert!(out.is_empty(), "{text}: {out:?}");
        let found = statements[0].needs.first().map(|need| {
            (
                need.version,
                need.message.as_str(),
                need.span.start as usize,
            )
        });
        if found != Some((*version, *message, *at)) {
            wrong += &format!("{text}\n  found {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_fault_of_the_splitter_is_told_once() {
    for text in [
        "select 'abc",
        "select \"abc",
        "do $$ begin",
        "create table t (a int /*",
    ] {
        let (_, out) = run(text);
        assert_eq!(
            out.len(),
            if text.ends_with("/*") { 2 } else { 1 },
            "{text}: {out:?}"
        );
    }
}

#[test]
fn no_part_of_a_statement_breaks_the_parser() {
    let blocks = super::blocks::CASES.iter().map(|case| case.0);
    let all = CASES
        .iter()
        .map(|case| case.0)
        .chain(REFUSED.iter().map(|case| case.0))
        .chain(blocks);
    for text in all {
        for at in 0..=text.len() {
            if text.is_char_boundary(at) {
                let (_, out) = run(&text[..at]);
                for diagnostic in out {
                    let span = diagnostic.primary.unwrap().span;
                    assert!(span.end as usize <= at, "{text}");
                }
            }
        }
        // A word left out, and a word twice.
        let words: Vec<&str> = text.split(' ').collect();
        for at in 0..words.len() {
            let mut fewer = words.clone();
            fewer.remove(at);
            run(&fewer.join(" "));
            let mut more = words.clone();
            more.insert(at, words[at]);
            run(&more.join(" "));
        }
    }
}

#[test]
fn deep_nesting_neither_overflows_nor_refuses() {
    const DEEP: usize = 1500;
    let nest = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(DEEP), close.repeat(DEEP))
    };
    for text in [
        format!("select {}", nest("(", "1", ")")),
        format!(
            "create table t (a int default {} not null)",
            nest("(", "1", ")")
        ),
        format!(
            "create table t (a int check ({}))",
            nest("not ", "true", "")
        ),
        format!(
            "create view v as select * from {}",
            nest("(select * from ", "t", ") x")
        ),
        format!("create view v as select * from {}", nest("(", "t", ")")),
        format!("select {}", nest("- ", "1", "")),
        format!("select {}", nest("f(", "1", ")")),
        format!("select {}", nest("case when true then ", "1", " end")),
        format!("select {}", nest("array[", "1", "]")),
        format!("select {}", nest("1 + ", "1", "")),
        format!("select {}", nest("a[", "1", "]")),
        format!("select 1 group by {}", nest("grouping sets (", "a", ")")),
        format!(
            "select * from a {} {}",
            "left join b ".repeat(DEEP),
            "on true ".repeat(DEEP)
        ),
        nest("with a as (", "select 1", ") select 1"),
        format!("do $$ {} $$", nest("begin ", "null; ", "end; ")),
        format!(
            "do $$ begin {} end $$",
            nest("if true then ", "null; ", "end if; ")
        ),
        format!(
            "do $$ begin if {} then null; end if; end $$",
            nest("(", "true", ")")
        ),
        format!(
            "do $$ begin if {} then null; end if; end $$",
            nest("not ", "true", "")
        ),
        format!(
            "do $$ begin execute {}; end $$",
            nest("(", "'select 1'", ")")
        ),
        format!("comment on table t is {}", nest("(", "'a'", ")")),
    ] {
        let (statements, out) = run(&text);
        assert_eq!(statements.len(), 1);
        if !text.starts_with("comment") {
            assert!(out.is_empty(), "{}: {out:?}", &text[..60]);
        }
    }
}

#[test]
fn a_deep_default_ends_where_the_next_constraint_begins() {
    let deep = format!("{}1{}", "(".repeat(500), ")".repeat(500));
    let text = format!("create table t (a int default {deep} not null, b int)");
    let StmtKind::CreateTable(table) = one(&text) else {
        panic!();
    };
    let [crate::ddl::TableElement::Column(column), _] = table.elements.as_slice() else {
        panic!();
    };
    let crate::ddl::ColumnConstraintKind::Default(expr) = &column.constraints[0].kind else {
        panic!();
    };
    assert!(expr.unparsed);
    assert_eq!(column.constraints.len(), 2);
}
