//! Expressions: output names, what they mention, their shape.

use super::*;
use crate::ddl::{
    ColumnConstraintKind, Expr, ExprShape, Form, FormKind, OperatorForm, Output, TableElement,
};
use crate::diag::Span;

/// Expressions and the output names that PostgreSQL 15 and 18 give them.
const OUTPUT_NAMES: &[(&str, &str)] = &[
    ("1", "?column?"),
    ("'x'", "?column?"),
    ("'x'::text", "text"),
    ("true", "?column?"),
    ("a", "a"),
    ("t.a", "a"),
    ("a::text", "a"),
    ("a[1]", "a"),
    ("(r).f", "f"),
    ("now()", "now"),
    ("now()::date", "now"),
    ("count(*)", "count"),
    ("coalesce(a, 1)", "coalesce"),
    ("nullif(1, 2)", "nullif"),
    ("greatest(1, 2)", "greatest"),
    ("case when true then 1 end", "case"),
    ("case when true then 1 else a end", "a"),
    ("case when true then 1 else 2 end::text", "text"),
    ("cast('1' as integer)", "int4"),
    ("cast(a as bigint)", "a"),
    ("date '2020-01-01'", "date"),
    ("interval '1' day", "interval"),
    ("timestamp with time zone '2020-01-01'", "timestamptz"),
    ("double precision '1'", "float8"),
    ("array[1, 2]", "array"),
    ("array(select 1)", "array"),
    ("exists(select 1)", "exists"),
    ("(select 1)", "?column?"),
    ("(select a from t)", "a"),
    ("(select 1 as z)", "z"),
    ("row(1, 2)", "row"),
    ("(1, 2)", "row"),
    ("a + 1", "?column?"),
    ("-a", "?column?"),
    ("not true", "?column?"),
    ("a is null", "?column?"),
    ("a between 1 and 2", "?column?"),
    ("current_date", "current_date"),
    ("current_timestamp(3)", "current_timestamp"),
    ("current_schema", "current_schema"),
    ("extract(day from now())", "extract"),
    ("position('a' in 'b')", "position"),
    ("substring('abc' from 1 for 2)", "substring"),
    ("substring('abc' similar 'a' escape 'b')", "substring"),
    ("trim('a')", "btrim"),
    ("trim(leading 'a' from 'b')", "ltrim"),
    ("overlay('abc' placing 'x' from 1)", "overlay"),
    ("now() at time zone 'utc'", "timezone"),
    ("'a' collate \"C\"", "?column?"),
    ("a::text collate \"C\"", "a"),
    ("'a' is nfc normalized", "is_normalized"),
    ("collation for ('a')", "pg_collation_for"),
    ("('{}'::jsonb) -> 'a'", "?column?"),
    ("xmlelement(name foo)", "xmlelement"),
    ("(now(), now()) overlaps (now(), now())", "overlaps"),
    ("'x'::char(3)", "bpchar"),
    ("'{1}'::int[]", "int4"),
    ("(array[1])[1]", "array"),
    ("a = any(array[1])", "?column?"),
    ("pg_catalog.lower('x')", "lower"),
    ("\"Foo\"", "Foo"),
    (
        "sum(a) over (partition by b order by c rows between 1 preceding and unbounded following exclude ties)",
        "sum",
    ),
    (
        "percentile_cont(0.5) within group (order by a)",
        "percentile_cont",
    ),
    ("sum(distinct a) filter (where true)", "sum"),
    ("coalesce(a, 1)::text", "coalesce"),
    ("char 'x'", "bpchar"),
    ("a as b", "b"),
    ("a b", "b"),
    ("a as select", "select"),
    ("f(variadic a)", "f"),
    ("f(x => 1, y := 2)", "f"),
    ("a ->> 'x' like 'b%' escape '!'", "?column?"),
    ("a operator(pg_catalog.+) 1", "?column?"),
    ("a in (select 1)", "?column?"),
    ("a not in (1, 2)", "?column?"),
    ("a is not distinct from b", "?column?"),
    ("a is json object with unique keys", "?column?"),
    ("json_object('a': 1 returning jsonb)", "json_object"),
    ("((select 1) + 2)", "?column?"),
    ("((select a))", "a"),
    ("a[1:2][:3]", "a"),
];

#[test]
fn output_names_are_postgresqls() {
    for (text, expected) in OUTPUT_NAMES {
        let StmtKind::CreateView(view) = one(&format!("create view v as select {text} from t"))
        else {
            panic!("{text}");
        };
        let outputs = view.query.outputs.unwrap();
        let [Output::Expr { name, .. }] = outputs.as_slice() else {
            panic!("{text}: {outputs:?}");
        };
        assert_eq!(name, expected, "{text}");
    }
}

fn check(text: &str) -> Expr {
    let StmtKind::CreateTable(mut table) = one(&format!("create table t (a int check ({text}))"))
    else {
        panic!("{text}");
    };
    let Some(TableElement::Column(mut column)) = table.elements.pop() else {
        panic!("{text}");
    };
    match column.constraints.pop().map(|constraint| constraint.kind) {
        Some(ColumnConstraintKind::Check { expr, .. }) => expr,
        _ => panic!("{text}"),
    }
}

fn mentioned(expr: &Expr) -> String {
    let columns: Vec<String> = expr
        .columns
        .iter()
        .map(|column| {
            let mut parts: Vec<&str> = column
                .qualifier
                .iter()
                .map(|part| part.value.as_str())
                .collect();
            parts.push(&column.name.value);
            parts.join(".")
        })
        .collect();
    let calls: Vec<String> = expr
        .calls
        .iter()
        .map(|call| format!("{}/{}", call.name.display(), call.arguments))
        .collect();
    let types: Vec<String> = expr.types.iter().map(super::describe::ty).collect();
    let relations: Vec<String> = expr
        .relations
        .iter()
        .map(crate::ddl::QName::display)
        .collect();
    format!(
        "{} | {} | {} | {}",
        columns.join(","),
        calls.join(","),
        types.join(","),
        relations.join(",")
    )
}

#[test]
fn what_expressions_mention() {
    for (text, expected) in [
        ("a > 0 and t.b is not null", "a,t.b |  |  | "),
        ("f(a, s.g()) = 'x'::ty", "a | s.g/0,f/2 | ty | "),
        (
            "nextval('s.q') > currval('\"Q\"'::regclass)",
            " | nextval/1,currval/1 | regclass | s.q,Q",
        ),
        ("a in (1, b) or c between d and e", "a,b,c,d,e |  |  | "),
        ("case a when b then c else d end", "a,b,c,d |  |  | "),
        ("cast(a as varchar(3)) = any(b)", "a,b |  | !varchar(3) | "),
        ("t.* is not null", "t |  |  | "),
        ("value ~ '^[a-z]+$'", "value |  |  | "),
        ("(a).b.c[d] is null", "a,d |  |  | "),
        ("extract(year from a) > 1", "a |  |  | "),
        ("interval '1 day' > a", "a |  | !interval | "),
        ("xmlexists('//a' passing b)", "b |  |  | "),
    ] {
        assert_eq!(mentioned(&check(text)), expected, "{text}");
    }
}

#[test]
fn flags_of_expressions() {
    assert!(check("a > (select 1)").has_subquery);
    assert!(check("exists (select 1 from u)").has_subquery);
    assert!(!check("a > 1").has_subquery);
    assert!(check("count(*) > 1").has_aggregate_syntax);
    assert!(check("sum(a) over () > 1").has_aggregate_syntax);
    assert!(!check("f(a) > 1").has_aggregate_syntax);
    assert!(!check("(select count(*) from u) > 1").has_aggregate_syntax);
    assert!(check("xmlexists('//a' passing b)").unparsed);
}

#[test]
fn shapes_and_texts() {
    for (text, expected, kind) in [
        ("null", "null", "Null"),
        ("((1))", "1", "1"),
        ("- 1.5", "- 1.5", "-1.5"),
        ("'a''b'", "'a''b'", "Str(\"a'b\")"),
        ("(false)", "false", "Bool(false)"),
        ("'x'::text", "'x'::text", "text(Str(\"x\"))"),
        ("f(1, b)", "f(1, b)", "f(1 b)"),
        ("x.f(b => 1)", "x.f(b => 1)", "f(1 special)"),
        ("a at time zone b", "a at time zone b", "timezone(b a)"),
        ("trim(a from b)", "trim(a from b)", "btrim(b a)"),
        ("position(a in b)", "position(a in b)", "position(b a)"),
        (
            "substring(a for 2)",
            "substring(a for 2)",
            "substring(a 1 2)",
        ),
        (
            "percentile_cont(1) within group (order by a)",
            "percentile_cont(1) within group (order by a)",
            "percentile_cont(1 a)",
        ),
        ("coalesce(a, 1)", "coalesce(a, 1)", "[a 1]"),
        (
            "case when a then 1 end",
            "case when a then 1 end",
            "case [1]",
        ),
        (
            "array[[1], [b]]",
            "array[[1], [b]]",
            "array[array[1] array[b]]",
        ),
        ("a[1][2]", "a[1][2]", "a[]"),
        ("(a).b", "(a).b", "a.b"),
    ] {
        let expr = check(text);
        assert_eq!(expr.text, expected, "{text}");
        assert_eq!(shown(&expr.shape), kind, "{text}");
    }
}

/// A shape in words, without the places in it.
fn shown(shape: &ExprShape) -> String {
    let all = |shapes: &[(ExprShape, Span)]| {
        let shapes = shapes.iter().map(|(shape, _)| shown(shape));
        shapes.collect::<Vec<_>>().join(" ")
    };
    match shape {
        ExprShape::Column(column) => column.name.value.clone(),
        ExprShape::Cast(name, inner, _) => format!("{name}({})", shown(inner)),
        ExprShape::Case(_, form) => format!("case {}", shown_form("", form)),
        ExprShape::Call(name, form) => shown_form(name, form),
        ExprShape::Number(text) => text.clone(),
        ExprShape::Operator(operator) => {
            let left = operator
                .left
                .iter()
                .map(|(left, _)| shown(left))
                .collect::<String>();
            let name = if operator.form == OperatorForm::Between {
                "between"
            } else {
                &operator.name
            };
            format!("({name} {left}; {})", all(&operator.right))
        }
        ExprShape::Logic(word, operands) => format!("({word} {})", all(operands)),
        other => format!("{other:?}"),
    }
}

fn shown_form(name: &str, form: &Form) -> String {
    let all = |list: &[ExprShape]| list.iter().map(shown).collect::<Vec<_>>().join(" ");
    match form.kind() {
        FormKind::Function(call) => {
            let special = if call.special { " special" } else { "" };
            format!("{name}({}{special})", all(&call.arguments))
        }
        FormKind::Common(list) => format!("[{}]", all(list)),
        FormKind::Array(list) => format!("array[{}]", all(list)),
        FormKind::Element { of, .. } => format!("{}[]", shown(of)),
        FormKind::Field { of, name } => format!("{}.{name}", shown(of)),
        other => format!("{other:?}"),
    }
}

#[test]
fn operators_keep_their_operands() {
    for (text, expected) in [
        ("a\n  =\n-- x\n 1", "(= a; 1)"),
        ("(a) != (b)", "(<> a; b)"),
        ("- a", "(- ; a)"),
        ("a + 1 * 2", "(+ a; (* 1; 2))"),
        ("a < 1 and b and c", "(AND (< a; 1) b c)"),
        ("a or not b", "(OR a (NOT b))"),
        ("a in (1, 2)", "(= a; 1 2)"),
        ("a not in (1)", "(<> a; 1)"),
        ("a between 1 and 2", "(between a; 1 2)"),
        ("a not like b", "(!~~ a; b)"),
        ("a ilike b", "(~~* a; b)"),
        ("a is null", "Test"),
        ("a = any (b)", "(= a; b)"),
        ("a is distinct from b", "(= a; b)"),
        ("a is distinct from null", "Test"),
        ("a operator(pg_catalog.=) b", "Other"),
    ] {
        assert_eq!(shown(&check(text).shape), expected, "{text}");
    }
    // A chain of any length is walked and dropped without recursion that deep.
    let sum = vec!["a"; 50_000].join(" + ");
    assert!(matches!(
        check(&sum).shape,
        ExprShape::Other | ExprShape::Operator(_)
    ));
    let any = vec!["a"; 50_000].join(" or ");
    assert!(matches!(check(&any).shape, ExprShape::Logic(..)));
}
