//! `DO` blocks.

#![allow(clippy::format_push_string)]

use super::describe::describe;
use super::*;
use crate::ddl::{
    DoBody, PlExpr, PlFrom, PlOperator, PlOutput, PlOver, PlPart, PlQuery, PlRows, PlSource,
    PlStmt, PlValue,
};

fn list(all: &[PlExpr]) -> String {
    all.iter().map(expr).collect::<Vec<_>>().join(", ")
}

fn expr(found: &PlExpr) -> String {
    match found {
        PlExpr::Null => "null".to_owned(),
        PlExpr::Bool(value) => value.to_string(),
        PlExpr::Int(number) => number.to_string(),
        PlExpr::Text(text) => format!("'{text}'"),
        PlExpr::Name(parts, _) => parts.join("."),
        PlExpr::Call {
            schema,
            name,
            arguments,
            ..
        } => {
            let schema = schema.as_ref().map(|schema| format!("{schema}."));
            format!("{}{name}({})", schema.unwrap_or_default(), list(arguments))
        }
        PlExpr::Ordered(call, by) => {
            let by = by.iter().map(|(by, descending)| {
                format!("{}{}", expr(by), if *descending { " desc" } else { "" })
            });
            format!("{} by {}", expr(call), by.collect::<Vec<_>>().join(", "))
        }
        PlExpr::Named(name, inner) => format!("{name} => {}", expr(inner)),
        PlExpr::Cast {
            value, ty, array, ..
        } => format!("{}::{ty}{}", expr(value), if *array { "[]" } else { "" }),
        PlExpr::Not(inner) => format!("not {}", expr(inner)),
        PlExpr::And(a, b) => format!("({} and {})", expr(a), expr(b)),
        PlExpr::Or(a, b) => format!("({} or {})", expr(a), expr(b)),
        PlExpr::Is(value, None) => format!("{} is null", expr(value)),
        PlExpr::Is(value, Some(flag)) => format!("{} is {flag}", expr(value)),
        PlExpr::Distinct(a, b) => format!("{} distinct {}", expr(a), expr(b)),
        PlExpr::Compare(operator, a, b) => {
            let operator = match operator {
                PlOperator::Equal => "=",
                PlOperator::NotEqual => "<>",
                PlOperator::Less => "<",
                PlOperator::LessEqual => "<=",
                PlOperator::Greater => ">",
                PlOperator::GreaterEqual => ">=",
            };
            format!("{} {operator} {}", expr(a), expr(b))
        }
        PlExpr::Between(value, bounds) => format!(
            "{} between {} and {}",
            expr(value),
            expr(&bounds[0]),
            expr(&bounds[1])
        ),
        PlExpr::Like {
            value,
            pattern,
            insensitive,
        } => format!(
            "{} {} {}",
            expr(value),
            if *insensitive { "ilike" } else { "like" },
            expr(pattern)
        ),
        PlExpr::In(value, all) => format!("{} in ({})", expr(value), list(all)),
        PlExpr::Any(value, array) => format!("{} any {}", expr(value), expr(array)),
        PlExpr::InQuery(value, inner) => format!("{} in {}", expr(value), query(inner)),
        PlExpr::Concat(a, b) => format!("{} || {}", expr(a), expr(b)),
        PlExpr::Arithmetic(sign, a, b) => format!("({} {sign} {})", expr(a), expr(b)),
        PlExpr::Case(branches, otherwise) => {
            let branches: Vec<String> = branches
                .iter()
                .map(|(test, value)| format!("{} then {}", expr(test), expr(value)))
                .collect();
            format!("case {} else {}", branches.join(", "), expr(otherwise))
        }
        PlExpr::Array(all) => format!("[{}]", list(all)),
        PlExpr::Row(all) => format!("row ({})", list(all)),
        PlExpr::ArrayQuery(inner) => format!("array {}", query(inner)),
        PlExpr::Element(value, index) => format!("{}[{}]", expr(value), expr(index)),
        PlExpr::Exists(inner) => format!("exists {}", query(inner)),
        PlExpr::Scalar(inner) => format!("one {}", query(inner)),
        PlExpr::Unknown { .. } => "?".to_owned(),
    }
}

fn from_item(item: &PlFrom) -> String {
    let source = match &item.source {
        PlSource::Catalog(name, _) => name.clone(),
        PlSource::Table(name) => format!("table {}", name.display()),
        PlSource::Function(call) => expr(call),
        PlSource::Values(rows) => {
            let rows: Vec<String> = rows.iter().map(|row| list(row)).collect();
            format!("values {}", rows.join(" / "))
        }
        PlSource::Query(inner) => query(inner),
    };
    let mut shown = format!("{source} {}", item.alias);
    if !item.columns.is_empty() {
        shown += &format!("({})", item.columns.join(", "));
    }
    if let Some(on) = &item.left_on {
        shown += &format!(" left on {}", expr(on));
    }
    shown
}

fn query(found: &PlQuery) -> String {
    if let Some((reason, _)) = &found.problem {
        return format!("<{reason}>");
    }
    let outputs: Vec<String> = found
        .outputs
        .iter()
        .map(|output| match output {
            PlOutput::Star(None) => "*".to_owned(),
            PlOutput::Star(Some(alias)) => format!("{alias}.*"),
            PlOutput::Expr(name, value) => format!("{} {name}", expr(value)),
        })
        .collect();
    let mut shown = format!(
        "<{}{}",
        if found.distinct { "distinct " } else { "" },
        outputs.join(", ")
    );
    if !found.from.is_empty() {
        let from: Vec<String> = found.from.iter().map(from_item).collect();
        shown += &format!(" from {}", from.join(", "));
    }
    if let Some(filter) = &found.filter {
        shown += &format!(" where {}", expr(filter));
    }
    for (key, descending) in &found.order {
        shown += &format!(
            " by {}{}",
            expr(key),
            if *descending { " desc" } else { "" }
        );
    }
    if let Some(limit) = &found.limit {
        shown += &format!(" limit {}", expr(limit));
    }
    shown + ">"
}

fn value(found: &PlValue) -> String {
    expr(&found.expr)
}

fn statements(all: &[PlStmt]) -> String {
    let into = |names: &[String]| match names {
        [] => String::new(),
        names => format!(" into {}", names.join(", ")),
    };
    let all: Vec<String> = all
        .iter()
        .map(|stmt| match stmt {
            PlStmt::Sql { stmt, into: names } => {
                let found = match &stmt.kind {
                    StmtKind::NoEffect {
                        query: Some(found), ..
                    } => query(found),
                    _ => String::new(),
                };
                format!("{}{found}{}", describe(&stmt.kind), into(names))
            }
            PlStmt::If {
                branches,
                otherwise,
            } => {
                let branches: Vec<String> = branches
                    .iter()
                    .map(|(test, body)| format!("if {} {{{}}}", value(test), statements(body)))
                    .collect();
                format!("{} else {{{}}}", branches.join(" "), statements(otherwise))
            }
            PlStmt::Block(block) => format!("{{{}}}", statements(&block.body)),
            PlStmt::Execute {
                text,
                constant,
                into: names,
                ..
            } => {
                let shown = match constant {
                    Some((all, _)) => {
                        let all: Vec<String> =
                            all.iter().map(|stmt| describe(&stmt.kind)).collect();
                        format!("<{}>", all.join(" / "))
                    }
                    None => value(text),
                };
                format!("execute {shown}{}", into(names))
            }
            PlStmt::Assign {
                variable,
                part,
                value: found,
            } => {
                let part = match part {
                    PlPart::Whole => String::new(),
                    PlPart::Field(name) => format!(".{name}"),
                    PlPart::Other => "..".to_owned(),
                };
                format!("{variable}{part} := {}", value(found))
            }
            PlStmt::Forget { variables, .. } => format!("forget {}", variables.join(" ")),
            PlStmt::Loop(found) => {
                let over = match &found.over {
                    PlOver::While(None) => "loop".to_owned(),
                    PlOver::While(Some(condition)) => format!("while {}", value(condition)),
                    PlOver::Range {
                        variable,
                        from,
                        to,
                        by,
                        reverse,
                    } => format!(
                        "for {variable} {} to {}{}{}",
                        value(from),
                        value(to),
                        by.as_ref()
                            .map_or_else(String::new, |by| format!(" by {}", value(by))),
                        if *reverse { " reverse" } else { "" }
                    ),
                    PlOver::Query {
                        variables,
                        query: found,
                        ..
                    } => format!("for {} in {}", variables.join(", "), query(found)),
                    PlOver::Array { variable, array } => {
                        format!("for {variable} of {}", value(array))
                    }
                };
                format!("{over} {{{}}}", statements(&found.body))
            }
            PlStmt::Leave {
                label,
                when,
                goes_on,
                ..
            } => format!(
                "{}{}{}",
                if *goes_on { "continue" } else { "exit" },
                label
                    .as_ref()
                    .map_or_else(String::new, |label| format!(" {label}")),
                when.as_ref()
                    .map_or_else(String::new, |when| format!(" when {}", value(when)))
            ),
            PlStmt::Nothing => "-".to_owned(),
            PlStmt::RaiseException { condition, .. } => match condition {
                Some(condition) => format!("raise {condition}"),
                None => "raise".to_owned(),
            },
            PlStmt::Return(None) => "return".to_owned(),
            PlStmt::Return(Some(found)) => format!("return {}", value(found)),
            PlStmt::ReturnRows { rows, .. } => match rows {
                None => "next".to_owned(),
                Some(PlRows::Value(found)) => format!("next {}", value(found)),
                Some(PlRows::Query(found, _)) => format!("rows {}", query(found)),
                Some(PlRows::Unknown) => "rows ?".to_owned(),
            },
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
        "if not exists <1 ?column? from pg_type pg_type where typname = 'x'> {type x enum a} else {}",
    ),
    (
        "do $$ begin if exists (select * from information_schema.columns c where c.table_schema = current_schema() and lower(c.table_name) = 't' and column_name in ('a', 'b')) then alter table t drop a; elsif true then return; else raise exception 'no'; end if; end $$",
        "if exists <* from information_schema.columns c where (c.table_schema = current_schema() and (lower(c.table_name) = 't' and column_name in ('a', 'b')))> {alter Table t: drop a} if true {return} else {raise}",
    ),
    (
        "do $$ begin if (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 't' and n.nspname = 'public' and c.relkind = any(array['r', 'p'])) = 0 or to_regclass('public.x') is null then create table t (); end if; end $$",
        "if (one <count() count from pg_class c, pg_namespace n where (n.oid = c.relnamespace and (c.relname = 't' and (n.nspname = 'public' and c.relkind any ['r', 'p'])))> = 0 or to_regclass('public.x') is null) {table t} else {}",
    ),
    (
        "do $$ begin execute (select string_agg(relname, ',' order by relnamespace desc, relname nulls last) from pg_class); end $$",
        "execute one <string_agg(relname, ',') by relnamespace desc, relname string_agg from pg_class pg_class>",
    ),
    (
        "do $$ begin if not exists (select from pg_attribute where attrelid = 't'::regclass and attname = 'a' and not attisdropped and attnum > 0) and current_setting('server_version_num')::int >= 160000 then alter table t add a int; end if; end $$",
        "if (not exists < from pg_attribute pg_attribute where (attrelid = 't'::regclass and (attname = 'a' and (not attisdropped and attnum > 0)))> and current_setting('server_version_num')::int4 >= 160000) {alter Table t: add a !int4} else {}",
    ),
    (
        "do $$ begin if exists (select 1 from pg_constraint where conname = 'c' and conrelid = (select oid from pg_class where relname = 't')) then null; end if; end $$",
        "if exists <1 ?column? from pg_constraint pg_constraint where (conname = 'c' and conrelid = one <oid oid from pg_class pg_class where relname = 't'>)> {-} else {}",
    ),
    (
        "do $$ declare s text := 'My'; n constant int = 3; begin execute 'create table a (); drop table b'; execute format('create table %I.%s (a text default %L)', s, 't' || n, 'it''s'); end $$",
        "execute <table a / drop Table b>; execute format('create table %I.%s (a text default %L)', s, 't' || n, 'it's')",
    ),
    (
        "do $$ begin execute 'alter database ' || current_database() || ' set x = 1'; execute format('grant all on %I to x', current_user); end $$",
        "execute 'alter database ' || current_database() || ' set x = 1'; execute format('grant all on %I to x', current_user())",
    ),
    (
        "do $$ declare t text; begin foreach t in array array['a', 'b'] loop execute format('drop table %I', t); end loop; for i in 0..1 loop execute 'create table p' || i || ' ()'; end loop; end $$",
        "for t of ['a', 'b'] {execute format('drop table %I', t)}; for i 0 to 1 {execute 'create table p' || i || ' ()'}",
    ),
    (
        "do $$ declare r record; n int; begin select count(*) into strict n from t where a > 0; for r in select * from t loop update t set a = f(r.a); end loop; n := 1; perform g(n), h(); insert into t values (n) returning a into n; <<x>> begin null; end x; end $$",
        "SELECT [count/0] [t]<count() count from table t t where a > 0> into n; for r in <* from table t t> {UPDATE [f/1] [t]}; n := 1; PERFORM [g/1,h/0] []<g(n) g, h() h>; INSERT [] [t] into n; {-}",
    ),
    (
        "do $$ declare r record; begin for r in select 1 loop execute 'drop table ' || r.x; end loop; end $$",
        "for r in <1 ?column?> {execute 'drop table ' || r.x}",
    ),
    (
        "do $$ begin if not exists (select 1 from pg_roles where rolname = 'x') then create role x; grant y to x; end if; while f() loop exit; end loop; end $$",
        "if not exists <1 ?column? from pg_roles pg_roles where rolname = 'x'> {CREATE ROLE [] []; GRANT [] []} else {}; while f() {exit}",
    ),
    (
        "do $$ begin if exists (select 1 from settings where a = 1) or x > 1 then drop table t; end if; end $$",
        "if (exists <1 ?column? from table settings settings where a = 1> or x > 1) {drop Table t} else {}",
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
        "t := 'b'; execute 'drop table ' || t",
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
    let [PlStmt::Sql { stmt, .. }] = found.body.as_slice() else {
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
    let [
        PlStmt::Execute {
            constant: Some((all, _)),
            ..
        },
    ] = found.body.as_slice()
    else {
        panic!();
    };
    assert_eq!(&text[all[0].span.range()], "drop table t");
}
