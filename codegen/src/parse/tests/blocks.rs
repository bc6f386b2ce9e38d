//! `DO` blocks.

#![allow(clippy::format_push_string)]

use super::describe::describe;
use super::*;
use crate::ddl::{Condition, DoBody, LookupCondition, LookupValue, PlStmt};

fn lookup_value(value: &LookupValue) -> String {
    match value {
        LookupValue::Text(text) => format!("'{text}'"),
        LookupValue::Regclass(text) => format!("class {text}"),
        LookupValue::Regtype(text) => format!("type {text}"),
        LookupValue::Regnamespace(text) => format!("schema {text}"),
        LookupValue::CurrentSchema => "current_schema".to_owned(),
    }
}

fn condition(found: &Condition) -> String {
    match found {
        Condition::Not(inner) => format!("not {}", condition(inner)),
        Condition::And(a, b) => format!("({} and {})", condition(a), condition(b)),
        Condition::Or(a, b) => format!("({} or {})", condition(a), condition(b)),
        Condition::Constant(value) => value.to_string(),
        Condition::Exists(lookup) => {
            let from: Vec<String> = lookup
                .from
                .iter()
                .map(|(name, alias)| format!("{name} {alias}"))
                .collect();
            let conditions: Vec<String> = lookup
                .conditions
                .iter()
                .map(|one| match one {
                    LookupCondition::Equals {
                        alias,
                        column,
                        value,
                        negated,
                    } => format!(
                        "{alias}.{column} {} {}",
                        if *negated { "<>" } else { "=" },
                        lookup_value(value)
                    ),
                    LookupCondition::In {
                        alias,
                        column,
                        values,
                        negated,
                    } => format!(
                        "{alias}.{column}{} in {}",
                        if *negated { " not" } else { "" },
                        values.join("/")
                    ),
                    LookupCondition::Join { left, right } => {
                        format!("{}.{} = {}.{}", left.0, left.1, right.0, right.1)
                    }
                    LookupCondition::Flag {
                        alias,
                        column,
                        value,
                    } => format!("{alias}.{column} is {value}"),
                })
                .collect();
            format!("exists [{}] [{}]", from.join(", "), conditions.join(", "))
        }
        Condition::Regclass { name, is_type, .. } => {
            format!("{} {name}", if *is_type { "regtype" } else { "regclass" })
        }
        Condition::ServerVersion { operator, number } => format!("version {operator} {number}"),
        Condition::Unknown { .. } => "?".to_owned(),
    }
}

fn statements(all: &[PlStmt]) -> String {
    let all: Vec<String> = all
        .iter()
        .map(|stmt| match stmt {
            PlStmt::Sql(stmt) => describe(&stmt.kind),
            PlStmt::If {
                branches,
                otherwise,
                ..
            } => {
                let branches: Vec<String> = branches
                    .iter()
                    .map(|(test, body)| format!("if {} {{{}}}", condition(test), statements(body)))
                    .collect();
                format!("{} else {{{}}}", branches.join(" "), statements(otherwise))
            }
            PlStmt::Block(block) => format!("{{{}}}", statements(&block.body)),
            PlStmt::Execute(all) => {
                let all: Vec<String> = all.iter().map(|stmt| describe(&stmt.kind)).collect();
                format!("execute <{}>", all.join(" / "))
            }
            PlStmt::Nothing => "-".to_owned(),
            PlStmt::RaiseException { .. } => "raise".to_owned(),
            PlStmt::Return => "return".to_owned(),
        })
        .collect();
    all.join("; ")
}

fn body(text: &str) -> String {
    let StmtKind::Do(block) = one(text) else {
        panic!("{text}");
    };
    match block.body {
        DoBody::Block(block) => {
            let mut shown = statements(&block.body);
            for handler in &block.handlers {
                shown += &format!(
                    " when {}: {}",
                    handler.conditions.join("/"),
                    statements(&handler.body)
                );
            }
            shown
        }
        DoBody::Unknown {
            reason,
            may_change_catalog,
            calls,
            ..
        } => {
            let calls: Vec<String> = calls.iter().map(|call| call.name.display()).collect();
            format!(
                "unknown {may_change_catalog} [{}]: {reason}",
                calls.join(",")
            )
        }
    }
}

/// Blocks and what they are.
pub(super) const CASES: &[(&str, &str)] = &[
    (
        "do $$ begin create type t as enum ('a'); exception when duplicate_object or sqlstate '42710' then null; when others then raise notice 'x'; end $$",
        "type t enum a when duplicate_object/42710: - when others: -",
    ),
    (
        "do language plpgsql $$ begin if not exists (select 1 from pg_type where typname = 'x') then create type x as enum ('a'); end if; end $$",
        "if not exists [pg_type pg_type] [pg_type.typname = 'x'] {type x enum a} else {}",
    ),
    (
        "do $$ begin if exists (select * from information_schema.columns c where c.table_schema = current_schema() and lower(c.table_name) = 't' and column_name in ('a', 'b')) then alter table t drop a; elsif true then return; else raise exception 'no'; end if; end $$",
        "if exists [information_schema.columns c] [c.table_schema = current_schema, c.table_name = 't', c.column_name in a/b] {alter Table t: drop a} if true {return} else {raise}",
    ),
    (
        "do $$ begin if (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 't' and n.nspname = 'public' and c.relkind = any(array['r', 'p'])) = 0 or to_regclass('public.x') is null then create table t (); end if; end $$",
        "if (not exists [pg_class c, pg_namespace n] [n.oid = c.relnamespace, c.relname = 't', n.nspname = 'public', c.relkind in r/p] or not regclass public.x) {table t} else {}",
    ),
    (
        "do $$ begin if not exists (select from pg_attribute where attrelid = 't'::regclass and attname = 'a' and not attisdropped and attnum > 0) and current_setting('server_version_num')::int >= 160000 then alter table t add a int; end if; end $$",
        "if (not exists [pg_attribute pg_attribute] [pg_attribute.attrelid = class t, pg_attribute.attname = 'a', pg_attribute.attisdropped is false] and version >= 160000) {alter Table t: add a !int4} else {}",
    ),
    (
        "do $$ begin if exists (select 1 from pg_constraint where conname = 'c' and conrelid = (select oid from pg_class where relname = 't')) then null; end if; end $$",
        "if exists [pg_constraint pg_constraint, pg_class 1.pg_class] [pg_constraint.conname = 'c', 1.pg_class.relname = 't', pg_constraint.conrelid = 1.pg_class.oid] {-} else {}",
    ),
    (
        "do $$ declare s text := 'My'; n constant int = 3; begin execute 'create table a (); drop table b'; execute format('create table %I.%s (a text default %L)', s, 't' || n, 'it''s'); end $$",
        "execute <table a / drop Table b>; execute <table My.t3; a text | default 'it''s'>",
    ),
    (
        "do $$ begin execute 'alter database ' || current_database() || ' set x = 1'; execute format('grant all on %I to x', current_user); end $$",
        "execute <ALTER DATABASE [] []>; execute <GRANT [] []>",
    ),
    (
        "do $$ declare t text; begin foreach t in array array['a', 'b'] loop execute format('drop table %I', t); end loop; for i in 0..1 loop execute 'create table p' || i || ' ()'; end loop; end $$",
        "execute <drop Table a>; execute <drop Table b>; execute <table p0>; execute <table p1>",
    ),
    (
        "do $$ declare r record; n int; begin select count(*) into strict n from t where a > 0; for r in select * from t loop update t set a = f(r.a); end loop; n := 1; perform g(n), h(); insert into t values (n) returning a into n; <<x>> begin null; end x; end $$",
        "SELECT [count/0] [t]; loop or case [f/1] []; -; PERFORM [g/1,h/0] []; INSERT [] [t]; {-}",
    ),
    (
        "do $$ declare r record; begin for r in select 1 loop execute 'drop table ' || r.x; end loop; end $$",
        "unknown true []: FOR loops are not interpreted",
    ),
    (
        "do $$ begin if not exists (select 1 from pg_roles where rolname = 'x') then create role x; grant y to x; end if; while f() loop exit; end loop; end $$",
        "if not exists [pg_roles pg_roles] [pg_roles.rolname = 'x'] {CREATE ROLE [] []; GRANT [] []} else {}; loop or case [f/0] []",
    ),
    (
        "do $$ begin if exists (select 1 from settings where a = 1) or x > 1 then drop table t; end if; end $$",
        "if (? or ?) {drop Table t} else {}",
    ),
    (
        "do 'begin alter table t add x text default ''a''; end'",
        "alter Table t: add x text | default 'a'",
    ),
    (
        "do language sql 'select 1'",
        "unknown true []: blocks in sql are not interpreted",
    ),
    (
        "do $$ declare t text := 'a'; begin t := 'b'; execute 'drop table ' || t; end $$",
        "unknown true []: EXECUTE runs a text that is known only when it runs",
    ),
];

#[test]
fn blocks_are_read_as_what_they_are() {
    let mut wrong = String::new();
    for (text, expected) in CASES {
        let found = body(text);
        if found != *expected {
            wrong += &format!("{text}\n  expected {expected}\n  found    {found}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn places_in_blocks_are_places_in_the_file() {
    let text = "do $x$ begin\n  alter table t add c nosuch default 1;\nend $x$";
    let StmtKind::Do(block) = one(text) else {
        panic!();
    };
    let DoBody::Block(found) = block.body else {
        panic!();
    };
    let [PlStmt::Sql(stmt)] = found.body.as_slice() else {
        panic!();
    };
    assert_eq!(
        &text[stmt.span.range()],
        "alter table t add c nosuch default 1"
    );
    let text = "do $x$ begin execute 'drop table t'; end $x$";
    let StmtKind::Do(block) = one(text) else {
        panic!();
    };
    let DoBody::Block(found) = block.body else {
        panic!();
    };
    let [PlStmt::Execute(all)] = found.body.as_slice() else {
        panic!();
    };
    assert_eq!(&text[all[0].span.range()], "drop table t");
}
