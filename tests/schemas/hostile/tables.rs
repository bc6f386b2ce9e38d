//! A row of every table, through the bindings into the server and back.
//! References are not checked meanwhile: some tables of this schema refer to each other in a circle.

use crate::db;
use db::Label;
use pgbindgen::postgres::Client;
use pgbindgen::serde_json::Value;
use pgbindgen::sync::Run;
use std::collections::BTreeSet;

/// Tables of which `live.rs` has more than a row.
const ELSEWHERE: &[(&str, &str)] = &[
    ("$$", "marks"),
    ("prelude", "Box"),
    ("public", "elders"),
    ("public", "empty_table"),
    ("public", "everything"),
    ("public", "labels"),
    ("public", "no_key"),
    ("public", "of_empty"),
    ("public", "only_generated"),
    ("public", "owned"),
    ("public", "owners"),
    ("public", "parts"),
    ("public", "quotes"),
    ("public", "referrers"),
    ("public", "youngsters"),
    ("shop", "shop"),
    ("shop", "type"),
];

struct Rows<'a> {
    client: &'a mut Client,
    seen: BTreeSet<(&'static str, &'static str)>,
}

impl Rows<'_> {
    /// What the server holds, by the names that it has for the columns: a mix-up
    /// in the bindings that is the same on both ways is seen here.
    fn expect(&mut self, schema: &'static str, table: &'static str, expected: &Value) {
        assert!(self.seen.insert((schema, table)), "{table:?} twice");
        let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
        let (schema, name) = (quoted(schema), quoted(table));
        let sql = format!("SELECT to_jsonb(\"the row\")::text FROM {schema}.{name} AS \"the row\"");
        let rows = self.client.query(&sql, &[]).unwrap();
        let stored: Vec<Value> = rows.iter().map(|row| {
            let text: String = row.get(0);
            text.parse().unwrap()
        }).collect();
        let columns = expected.as_object().unwrap();
        let fits = |row: &&Value| columns.iter().all(|(name, value)| row.get(name) == Some(value));
        assert_eq!(stored.iter().filter(fits).count(), 1, "{table:?}: {stored:?} has no {expected}");
    }
}

/// A row goes in, comes back by its key with the same values, and is what the
/// server has under the columns' own names.
macro_rules! row {
    ($rows:ident, $($module:ident)::+, $row:ident, $new:ident { $($field:ident: $value:expr),* }, $r:ident => $by:ident($($key:expr),*), $json:tt) => {{
        use crate::db::$($module)::+::*;
        let new = $new { $($field: $value),* };
        let row = $rows.client.fetch_one($row::insert(&new)).unwrap();
        $(assert_eq!(row.$field, new.$field);)*
        let $r = &row;
        assert_eq!($rows.client.fetch_one($row::$by($($key),*)).unwrap(), row);
        $rows.expect(SCHEMA, TABLE, &pgbindgen::serde_json::json!($json));
    }};
}

pub fn all(client: &mut Client) {
    client.batch_execute("SET session_replication_role = replica").unwrap();
    let mut rows = Rows { client, seen: BTreeSet::new() };
    row!(rows, _2fa_codes, _2faCode, New_2faCode { _1: _2faCodeId(201), _2nd_factor: Some("2nd factor".into()) }, r => by__1(r._1), { "1": 201, "2nd factor": "2nd factor" });
    row!(rows, a_b, AB, NewAB { a_b: ABId(221), a_b_2: Some("aB".into()), a_b_3: Some("A_B".into()), a_b_4: Some("a b".into()), a_b_5: Some("a-b".into()) }, r => by_a_b(r.a_b), { "a_b": 221, "aB": "aB", "A_B": "A_B", "a b": "a b", "a-b": "a-b" });
    row!(rows, a_b_2, AB, NewAB { id: ABId(241) }, r => by_id(r.id), { "id": 241 });
    row!(rows, a_b_3, AB, NewAB { id: ABId(261) }, r => by_id(r.id), { "id": 261 });
    row!(rows, a_name_of_sixty_three_bytes_which_is_the_longest_that_there_is, ANameOfSixtyThreeBytesWhichIsTheLongestThatThereIs, NewANameOfSixtyThreeBytesWhichIsTheLongestThatThereIs { a_name_of_sixty_three_bytes_which_is_the_longest_that_there_is: ANameOfSixtyThreeBytesWhichIsTheLongestThatThereIsId(1), b_name_of_sixty_three_bytes_which_is_the_longest_that_there_is: Some(2) }, r => by_a_name_of_sixty_three_bytes_which_is_the_longest_that_there_is(r.a_name_of_sixty_three_bytes_which_is_the_longest_that_there_is), { "a_name_of_sixty_three_bytes_which_is_the_longest_that_there_is_": 1, "b_name_of_sixty_three_bytes_which_is_the_longest_that_there_is_": 2 });
    row!(rows, alloc, Alloc, NewAlloc { id: AllocId(301) }, r => by_id(r.id), { "id": 301 });
    row!(rows, r#async, Async, NewAsync { a: 321, b: 322, v: Some(vec![0, 0xff, 3]) }, r => by_a_and_b(r.a, r.b), { "a": 321, "b": 322, "v": "\\x00ff03" });
    row!(rows, bool_, Bool, NewBool { id: BoolId(361), bool: Some(true), u8: Some(363), f64: Some(0.5), char: Some("char".into()) }, r => by_id(r.id), { "id": 361, "bool": true, "u8": 363, "f64": 0.5, "char": "char" });
    row!(rows, r#box, Box, NewBox { id: BoxId(381) }, r => by_id(r.id), { "id": 381 });
    row!(rows, c_as_e, CAsE, NewCAsE { id: db::case_2::CaseId(401) }, r => by_id(r.id), { "id": 401 });
    row!(rows, case, Case, NewCase { id: CaseId(421) }, r => by_id(r.id), { "id": 421 });
    row!(rows, case_2, Case, NewCase { id: CaseId(441) }, r => by_id(r.id), { "id": 441 });
    row!(rows, case_3, Case, NewCase { id: CaseId(461), id_2: Some("ID".into()), id_3: Some("Id".into()), i_d: Some("iD".into()) }, r => by_id(r.id), { "id": 461, "ID": "ID", "Id": "Id", "iD": "iD" });
    row!(rows, clash, Clash, NewClash { a_b: Some(481), a_b_2: Some(482), a_and_b: Some(483), a: 484, b: 485, a_and_b_2: Some(486) }, r => by_a_and_b(r.a, r.b), { "a_b": 481, "aB": 482, "a and b": 483, "a": 484, "b": 485, "a_and_b": 486 });
    row!(rows, columns, Column, NewColumn { id: ColumnId(501), columns: Some(502) }, r => by_id(r.id), { "id": 501, "columns": 502 });
    row!(rows, core, Core, NewCore { id: CoreId(521) }, r => by_id(r.id), { "id": 521 });
    row!(rows, core_2::core, Core, NewCore { id: CoreId(541), core: Some("core".into()) }, r => by_id(r.id), { "id": 541, "core": "core" });
    row!(rows, crate_, Crate, NewCrate { crate_: CrateId("crate".into()), v: "v".into() }, r => by_crate_(&r.crate_), { "crate": "crate", "v": "v" });
    row!(rows, debug, Debug, NewDebug { id: DebugId(601), clone: Some("Clone".into()), fmt: Some("fmt".into()), f: Some("f".into()), self_: Some("self_".into()), super_: Some("super".into()) }, r => by_id(r.id), { "id": 601, "Clone": "Clone", "fmt": "fmt", "f": "f", "self_": "self_", "super": "super" });
    row!(rows, egg, Egg, NewEgg { id: 621 }, r => by_id(r.id), { "id": 621 });
    row!(rows, r#gen, Gen, NewGen { patch: GenId(721), v: Some(722) }, r => by_patch(r.patch), { "patch": 721, "v": 722 });
    row!(rows, hen, Hen, NewHen { id: 741, egg: 742 }, r => by_id(r.id), { "id": 741, "egg": 742 });
    row!(rows, i64_, I64, NewI64 { id: I64Id(761) }, r => by_id(r.id), { "id": 761 });
    row!(rows, id, Id, NewId { id: IdId(781) }, r => by_id(r.id), { "id": 781 });
    row!(rows, il, Il, NewIl { ısı: IlId(801), şube: "şube".into(), çağ: Some("ÇAĞ".into()), ß: Some("ß".into()), ufb01: Some("ﬁ".into()), u65e5_u672c: Some("日本".into()), é: Some("é".into()), e_u301: Some("é".into()) }, r => by_ısı(r.ısı), { "ısı": 801, "şube": "şube", "ÇAĞ": "ÇAĞ", "ß": "ß", "ﬁ": "ﬁ", "日本": "日本", "é": "é", "é": "é" });
    row!(rows, macro_rules, MacroRule, NewMacroRule { id: MacroRuleId(841) }, r => by_id(r.id), { "id": 841 });
    row!(rows, new_row, NewRow, NewNewRow { id: NewRowId(901) }, r => by_id(r.id), { "id": 901 });
    row!(rows, ok, Ok, NewOk { id: OkId(true) }, r => by_id(r.id), { "id": true });
    row!(rows, only_key, OnlyKey, NewOnlyKey { id: OnlyKeyId(1021) }, r => by_id(r.id), { "id": 1021 });
    row!(rows, option, Option, NewOption { id: OptionId(1041), none: Some(1042), some: Some(1043) }, r => by_id(r.id), { "id": 1041, "None": 1042, "Some": 1043 });
    row!(rows, pgbindgen, Pgbindgen, NewPgbindgen { id: PgbindgenId(1081) }, r => by_id(r.id), { "id": 1081 });
    row!(rows, prelude::_1, _1, New_1 { _1: _1Id(1121), _2: Some(1122) }, r => by__1(r._1), { "1": 1121, "2": 1122 });
    row!(rows, prelude::a_patch, APatch, NewAPatch { id: APatchId(1141), v: Some(1142) }, r => by_id(r.id), { "id": 1141, "v": 1142 });
    row!(rows, prelude::new_a, NewA, NewNewA { id: NewAId(1201) }, r => by_id(r.id), { "id": 1201 });
    row!(rows, prelude::types, Type, NewType { id: TypeId(1221) }, r => by_id(r.id), { "id": 1221 });
    row!(rows, prelude::unnamed, unnamed, Newunnamed { unnamed: unnamedId(1241), unnamed_2: Some("__".into()) }, r => by_unnamed(r.unnamed), { "_": 1241, "__": "__" });
    row!(rows, query, Query, NewQuery { insert: QueryId(1261), update: Some("update".into()), delete: Some("delete".into()), patch: Some("patch".into()), list: Some("list".into()), by_id: Some("by_id".into()), by_insert: Some("by_insert".into()), id: Some("id".into()), limit: Some("limit_".into()) }, r => by_insert(r.insert), { "insert": 1261, "update": "update", "delete": "delete", "patch": "patch", "list": "list", "by_id": "by_id", "by_insert": "by_insert", "id": "id", "limit_": "limit_" });
    row!(rows, result, Result, NewResult { id: db::r#box::BoxId(1321) }, r => by_id(r.id), { "id": 1321 });
    row!(rows, row, Row, NewRow { id: RowId(1341), row: Some(1342), decode: Some(1343), encode: Some(1344), bind: Some(1345) }, r => by_id(r.id), { "id": 1341, "row": 1342, "decode": 1343, "encode": 1344, "bind": 1345 });
    row!(rows, row_constraint, RowConstraint, NewRowConstraint { id: RowConstraintId(1361) }, r => by_id(r.id), { "id": 1361 });
    row!(rows, row_id, RowId, NewRowId { id: db::row::RowId(1381) }, r => by_id(r.id), { "id": 1381 });
    row!(rows, row_id_2, RowId, NewRowId { id: RowIdId(1401) }, r => by_id(r.id), { "id": 1401 });
    row!(rows, row_patch, RowPatch, NewRowPatch { id: RowPatchId(1421) }, r => by_id(r.id), { "id": 1421 });
    row!(rows, s, unnamed, Newunnamed { t: unnamedId(1441), s: Some(1442) }, r => by_t(r.t), { "t": 1441, "s": 1442 });
    row!(rows, self_, Self_, NewSelf_ { self_: db::self__2::Self_Id(1461) }, r => by_self_(r.self_), { "Self": 1461 });
    row!(rows, self__2, Self_, NewSelf_ { id: Self_Id(1481), up: Some(Self_Id(1482)) }, r => by_id(r.id), { "id": 1481, "up": 1482 });
    row!(rows, some, Some, NewSome { id: SomeId("id".into()) }, r => by_id(&r.id), { "id": "id" });
    row!(rows, std, Std, NewStd { id: StdId(1601) }, r => by_id(r.id), { "id": 1601 });
    row!(rows, std_2::option, Option, NewOption { id: OptionId(1641), option: Some("option".into()) }, r => by_id(r.id), { "id": 1641, "option": "option" });
    row!(rows, str_, Str, NewStr { id: StrId(1661), s: "s".into() }, r => by_id(r.id), { "id": 1661, "s": "s" });
    row!(rows, string, String, NewString { id: StringId(1681), ok: Some(1682), err: Some(1683) }, r => by_id(r.id), { "id": 1681, "Ok": 1682, "Err": 1683 });
    row!(rows, super_, Super, NewSuper { id: SuperId(1701) }, r => by_id(r.id), { "id": 1701 });
    row!(rows, super__2, Super, NewSuper { super_: SuperId("00000000-0000-0000-0000-000000000001".parse().unwrap()) }, r => by_super_(r.super_), { "super": "00000000-0000-0000-0000-000000000001" });
    row!(rows, t, T, NewT { s: TId(1741), t: Some(1742) }, r => by_s(r.s), { "s": 1741, "t": 1742 });
    row!(rows, two_lines_and_more, TwoLinesAndMore, NewTwoLinesAndMore { id: TwoLinesAndMoreId(1761), a_b: "a\nb".into(), a_b_2: Some("a\tb".into()), u200b: Some("\u{200b}".into()), ufeff: Some("\u{feff}".into()) }, r => by_id(r.id), { "id": 1761, "a\nb": "a\nb", "a\tb": "a\tb", "\u{200b}": "\u{200b}", "\u{feff}": "\u{feff}" });
    row!(rows, r#type, Type, NewType { r#type: "type".into(), self_: "self".into(), self__2: Some("Self".into()), super_: Some("super".into()), crate_: Some("crate".into()), r#async: Some("async".into()), r#gen: Some("gen".into()), r#fn: Some("fn".into()), r#match: Some("match".into()), r#try: Some("try".into()), r#dyn: Some("dyn".into()), unnamed: Some("_".into()), r_u23_type: Some("r#type".into()), t: Some("T".into()), s: Some("S".into()), schema: Some("SCHEMA".into()), f: Some("f".into()), r: Some("r".into()), b: Some("b".into()), i: Some("i".into()), new: Some("new".into()), patch: Some("patch".into()), limit: Some("limit".into()), error: Some("error".into()), label: Some("label".into()), list: Some("list".into()), columns: Some("columns".into()) }, r => by_id(r.id), { "type": "type", "self": "self", "Self": "Self", "super": "super", "crate": "crate", "async": "async", "gen": "gen", "fn": "fn", "match": "match", "try": "try", "dyn": "dyn", "_": "_", "r#type": "r#type", "T": "T", "S": "S", "SCHEMA": "SCHEMA", "f": "f", "r": "r", "b": "b", "i": "i", "new": "new", "patch": "patch", "limit": "limit", "error": "error", "label": "label", "list": "list", "columns": "columns" });
    row!(rows, type_2::r#type, Type, NewType { r#type: TypeId("type".into()), v: Some("v".into()) }, r => by_type(&r.r#type), { "type": "type", "v": "v" });
    row!(rows, u1f469_u200d_u1f469_u200d_u1f467, U1f469U200dU1f469U200dU1f467, NewU1f469U200dU1f469U200dU1f467 { u1f3f3_ufe0f_u200d_u1f308: U1f469U200dU1f469U200dU1f467Id(1841), u663: Some("٣".into()), ub2: Some("²".into()), u1c5: Some("ǅ".into()), u149: Some("ŉ".into()), ufb00: Some("ﬀ".into()), å: Some("Å".into()), u212b: Some("Å".into()) }, r => by_u1f3f3_ufe0f_u200d_u1f308(r.u1f3f3_ufe0f_u200d_u1f308), { "🏳️\u{200d}🌈": 1841, "٣": "٣", "²": "²", "ǅ": "ǅ", "ŉ": "ŉ", "ﬀ": "ﬀ", "Å": "Å", "Å": "Å" });
    row!(rows, u1f4b0, U1f4b0, NewU1f4b0 { u1f4b6: U1f4b0Id("1.25".parse().unwrap()), u20ac: Some("$1.25".into()) }, r => by_u1f4b6(r.u1f4b6), { "💶": 1.25, "€": "$1.25" });
    row!(rows, u24_u24::u24_u24, U24U24, NewU24U24 { u24_u24: U24U24Id("$$".into()), u3f_u3f_u3f: Some("???".into()), u21_u21_u21: Some("!!!".into()) }, r => by_u24_u24(&r.u24_u24), { "$$": "$$", "???": "???", "!!!": "!!!" });
    row!(rows, u24_u24::unnamed_2, unnamed, Newunnamed { unnamed: unnamedId(1941), unnamed_2: Some("__".into()), unnamed_3: Some(".".into()), u27_u27: Some("''".into()), u24_u24: Some("$$".into()), u3b: Some(";".into()), unnamed_4: Some("--".into()), u2a: Some("/*".into()), u23: Some("#".into()) }, r => by_unnamed(r.unnamed), { "_": 1941, "__": "__", ".": ".", "''": "''", "$$": "$$", ";": ";", "--": "--", "/*": "/*", "#": "#" });
    row!(rows, u24_u24::unnamed_3, unnamed, Newunnamed { id: unnamedId(1961) }, r => by_id(r.id), { "id": 1961 });
    row!(rows, u62c_u62f_u648_u644, U62cU62fU648U644, NewU62cU62fU648U644 { u645_u639_u631_u641: U62cU62fU648U644Id(1981), u5e9_u5dd: "שם".into(), u202e_abc: Some("\u{202e}abc".into()), x_u2066_y: Some("x\u{2066}y".into()) }, r => by_u645_u639_u631_u641(r.u645_u639_u631_u641), { "معرف": 1981, "שם": "שם", "\u{202e}abc": "\u{202e}abc", "x\u{2066}y": "x\u{2066}y" });
    row!(rows, r#union, Union, NewUnion { id: UnionId(2001), union: Some(2002), raw: Some(2003), auto: Some(2004), default: Some(2005), safe: Some(2006) }, r => by_id(r.id), { "id": 2001, "union": 2002, "raw": 2003, "auto": 2004, "default": 2005, "safe": 2006 });
    row!(rows, usize_, Usize, NewUsize { id: UsizeId(2021) }, r => by_id(r.id), { "id": 2021 });
    row!(rows, vec, Vec, NewVec { id: VecId(vec![0, 0xff, 1]), others: Some(vec![vec![1], vec![]]) }, r => by_id(&r.id), { "id": "\\x00ff01", "others": ["\\x01", "\\x"] });
    row!(rows, with_space_and_dot_u2c_u22_quoted_u22_u27_so_u27_u3b_drop_table_x, WithSpaceAndDotU2cU22QuotedU22U27SoU27U3bDropTableX, NewWithSpaceAndDotU2cU22QuotedU22U27SoU27U3bDropTableX { a_u22_b_u22_c: WithSpaceAndDotU2cU22QuotedU22U27SoU27U3bDropTableXId(2081), u24_1: Some("$1".into()), a_b: Some("a/b".into()), a_u5c_b: Some("a\\b".into()), u7b_u7d: Some("{}".into()), u25_s: Some("%s".into()), a_u27_b: Some("a'b".into()) }, r => by_a_u22_b_u22_c(r.a_u22_b_u22_c), { "a \"b\" c": 2081, "$1": "$1", "a/b": "a/b", "a\\b": "a\\b", "{}": "{}", "%s": "%s", "a'b": "a'b" });
    row!(rows, aux, Aux, NewAux { id: AuxId(10) }, r => by_id(r.id), { "id": 10 });
    row!(rows, lib, Lib, NewLib { id: LibId(11) }, r => by_id(r.id), { "id": 11 });
    row!(rows, main, Main, NewMain { id: MainId(12) }, r => by_id(r.id), { "id": 12 });
    row!(rows, r#mod, Mod, NewMod { id: ModId(13) }, r => by_id(r.id), { "id": 13 });
    row!(rows, aux_2::con, Con, NewCon { id: ConId(14) }, r => by_id(r.id), { "id": 14 });
    row!(rows, şubeler, Şubeler, NewŞubeler { id: ŞubelerId(15), il: db::il::IlId(16) }, r => by_id(r.id), { "id": 15, "İl": 16 });
    row!(rows, böse_schema_u22_x_u22::t_t, TT, NewTT { id: TTId(17), v: Some(Label::Self_) }, r => by_id(r.id), { "id": 17, "v": "self" });
    row!(rows, shop::shops, Shop, NewShop { id: ShopId(18), s: Some(vec![db::shop::Shop::Shop]) }, r => by_id(r.id), { "id": 18, "s": ["shop"] });
    rows.client.batch_execute("RESET session_replication_role").unwrap();
    // Every table of the schema is here, or above.
    let sql = "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relname <> 'pgbindgen_history'";
    let tables = rows.client.query(sql, &[]).unwrap();
    assert!(tables.len() > 80, "{}", tables.len());
    for table in tables {
        let (schema, name): (String, String) = (table.get(0), table.get(1));
        let pair = (schema.as_str(), name.as_str());
        let here = rows.seen.contains(&pair);
        assert!(here != ELSEWHERE.contains(&pair), "{pair:?} has no row here, or two");
    }
}
