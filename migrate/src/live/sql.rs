//! The catalog queries. Each returns all objects of its kind at once, with
//! parts keyed by the OID of their relation.

use crate::history::{HISTORY_SCHEMA, HISTORY_TABLE};

/// Settings that decide how the server prints names, expressions and the
/// constants in them; local to the transaction. The version comes along.
pub(super) const SETTINGS: &str = "SELECT current_setting('server_version_num')::int4,
    set_config('search_path', 'pg_catalog', true),
    set_config('quote_all_identifiers', 'off', true),
    set_config('datestyle', 'ISO, YMD', true),
    set_config('intervalstyle', 'postgres', true),
    set_config('timezone', 'UTC', true),
    set_config('extra_float_digits', '1', true),
    set_config('bytea_output', 'hex', true)";

/// Only schemas that users made, and `public`. Every name that begins with
/// `pg_` is reserved for PostgreSQL.
const USER_SCHEMA: &str = "(n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')";

/// The condition that an object does not belong to an extension, nor to
/// another object as its inner part (as the constructors of a range type do).
fn own(class: &str, oid: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM pg_depend dep WHERE dep.classid = '{class}'::regclass
            AND dep.objid = {oid} AND dep.objsubid = 0 AND dep.deptype IN ('e', 'i')
            AND NOT (dep.classid = 'pg_class'::regclass AND dep.deptype = 'i'))"
    )
}

/// The relations that the catalog describes, as a common table expression
/// `rel` of `pg_class` rows with the schema's name.
fn rel() -> String {
    let own = own("pg_class", "c.oid");
    format!(
        "WITH rel AS MATERIALIZED (
            SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
              AND {USER_SCHEMA} AND {own}
              AND NOT (n.nspname = '{HISTORY_SCHEMA}' AND c.relname = '{HISTORY_TABLE}'))"
    )
}

/// The names of the columns in an array of attribute numbers, in its order.
/// Whole-row references and expressions have number 0 and no name.
fn names(relation: &str, numbers: &str) -> String {
    format!(
        "ARRAY(SELECT att.attname FROM unnest({numbers}) WITH ORDINALITY AS k(num, pos)
            JOIN pg_attribute att ON att.attrelid = {relation} AND att.attnum = k.num
            ORDER BY k.pos)"
    )
}

pub(super) fn schemas() -> String {
    let own = own("pg_namespace", "n.oid");
    format!("SELECT n.nspname FROM pg_namespace n WHERE {USER_SCHEMA} AND {own}")
}

/// `plpgsql` is in every new database, so that it says nothing about one.
pub(super) const EXTENSIONS: &str = "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'";

pub(super) fn relations() -> String {
    let rel = rel();
    format!(
        "{rel} SELECT oid, nspname, relname, relkind::text, relrowsecurity, relforcerowsecurity,
            CASE WHEN relkind = 'p' THEN pg_get_partkeydef(oid) END,
            CASE WHEN relispartition THEN pg_get_expr(relpartbound, oid) END,
            CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END,
            obj_description(oid, 'pg_class')
        FROM rel"
    )
}

pub(super) fn columns(named_not_null: bool) -> String {
    let rel = rel();
    let not_null_name = if named_not_null {
        "(SELECT con.conname::text FROM pg_constraint con
            WHERE con.conrelid = a.attrelid AND con.contype = 'n' AND con.conkey[1] = a.attnum)"
    } else {
        "NULL::text"
    };
    format!(
        "{rel} SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            pg_get_expr(d.adbin, d.adrelid),
            nullif(a.attidentity::text, ''), nullif(a.attgenerated::text, ''),
            CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
            col_description(a.attrelid, a.attnum),
            {not_null_name}
        FROM rel JOIN pg_attribute a ON a.attrelid = rel.oid
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attrelid, a.attnum"
    )
}

pub(super) fn parents() -> String {
    let rel = rel();
    format!(
        "{rel} SELECT i.inhrelid, rel.relispartition, pn.nspname, p.relname
        FROM rel JOIN pg_inherits i ON i.inhrelid = rel.oid
            JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
        ORDER BY i.inhrelid, i.inhseqno"
    )
}

/// A foreign key to a partitioned table has a further row for each partition
/// of its target, on the same table: these are left out.
pub(super) fn constraints(enforced: bool) -> String {
    let rel = rel();
    let columns = names("con.conrelid", "con.conkey");
    let foreign_columns = names("con.confrelid", "con.confkey");
    let set_columns = names("con.conrelid", "con.confdelsetcols");
    let enforced = if enforced { "con.conenforced" } else { "true" };
    format!(
        "{rel} SELECT con.conrelid, con.conname, con.contype::text, {columns},
            fn.nspname, fc.relname, {foreign_columns},
            CASE WHEN con.contype = 'f' THEN con.confdeltype::text END,
            CASE WHEN con.contype = 'f' THEN con.confupdtype::text END,
            CASE WHEN con.contype = 'f' THEN con.confmatchtype::text END,
            {set_columns}, con.condeferrable, con.condeferred, con.convalidated,
            con.contype = 'c' AND con.connoinherit,
            con.contype = 'u' AND coalesce(i.indnullsnotdistinct, false),
            pg_get_expr(con.conbin, con.conrelid),
            {enforced}
        FROM rel JOIN pg_constraint con ON con.conrelid = rel.oid
            LEFT JOIN pg_class fc ON fc.oid = con.confrelid
            LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
            LEFT JOIN pg_index i ON i.indexrelid = con.conindid
        WHERE con.contype IN ('p', 'u', 'f', 'c', 'x')
            AND NOT EXISTS (SELECT FROM pg_constraint up WHERE up.oid = con.conparentid
                AND con.contype = 'f' AND up.conrelid = con.conrelid)"
    )
}

pub(super) fn indexes() -> String {
    let rel = rel();
    format!(
        "{rel} SELECT i.indrelid, i.indexrelid, c.relname, i.indisunique, am.amname,
            pg_get_expr(i.indpred, i.indrelid),
            (SELECT con.conname::text FROM pg_constraint con
                WHERE con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')),
            i.indnullsnotdistinct, i.indisvalid
        FROM rel JOIN pg_index i ON i.indrelid = rel.oid
            JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam"
    )
}

/// One row a key. An operator class is the default of its key's type when it
/// is marked so and no default of exactly that type exists beside it (`text`'s
/// is marked and still not the default of `character`); parameters make it
/// worth naming in any case. A key that is a column has a collation of its own
/// only where it is not the column's; of an expression, whose collation the
/// catalog does not say, only where it is not the type's (an operator class may
/// store another type than the expression's, which has none).
pub(super) fn index_keys() -> String {
    let rel = rel();
    format!(
        "{rel} SELECT i.indexrelid, k.pos < i.indnkeyatts, a.attname::text,
            CASE WHEN a.attnum IS NULL THEN pg_get_indexdef(i.indexrelid, k.pos + 1, true) END,
            CASE WHEN k.pos < i.indnkeyatts AND (NOT opc.opcdefault OR ia.attoptions IS NOT NULL
                OR EXISTS (SELECT FROM pg_opclass other WHERE other.opcmethod = opc.opcmethod
                    AND other.opcdefault AND other.oid <> opc.oid AND other.opcintype = base.oid))
              THEN CASE WHEN opcn.nspname = 'pg_catalog' THEN ''
                    ELSE quote_ident(opcn.nspname) || '.' END || quote_ident(opc.opcname)
                || coalesce('(' || array_to_string(ia.attoptions, ', ') || ')', '') END,
            CASE WHEN k.pos < i.indnkeyatts AND i.indcollation[k.pos] <> 0
                AND i.indcollation[k.pos] <> coalesce(a.attcollation, nullif(t.typcollation, 0),
                    'pg_catalog.\"default\"'::regcollation)
              THEN i.indcollation[k.pos]::regcollation::text END,
            k.pos < i.indnkeyatts AND i.indoption[k.pos] & 1 <> 0,
            k.pos < i.indnkeyatts AND i.indoption[k.pos] & 2 <> 0
        FROM rel JOIN pg_index i ON i.indrelid = rel.oid
            CROSS JOIN LATERAL generate_series(0, i.indnatts - 1) AS k(pos)
            LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.pos]
                AND i.indkey[k.pos] <> 0
            JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.pos + 1
            JOIN pg_type t ON t.oid = coalesce(a.atttypid, ia.atttypid)
            LEFT JOIN pg_type base ON base.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
            LEFT JOIN pg_opclass opc ON k.pos < i.indnkeyatts AND opc.oid = i.indclass[k.pos]
            LEFT JOIN pg_namespace opcn ON opcn.oid = opc.opcnamespace
        ORDER BY i.indexrelid, k.pos"
    )
}

pub(super) fn policies() -> String {
    let rel = rel();
    format!(
        "{rel} SELECT p.polrelid, p.polname, p.polpermissive, p.polcmd::text,
            CASE WHEN p.polroles = '{{0}}'::oid[] THEN ARRAY['public'::text]
              ELSE ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY (p.polroles))
            END,
            pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
        FROM rel JOIN pg_policy p ON p.polrelid = rel.oid"
    )
}

/// The types of one `typtype`, from `pg_type t`; the caller adds its joins.
fn types(columns: &str, joins: &str, condition: &str) -> String {
    let own = own("pg_type", "t.oid");
    format!(
        "SELECT n.nspname, t.typname, {columns}
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace {joins}
        WHERE {condition} AND {USER_SCHEMA} AND {own}"
    )
}

pub(super) fn enums() -> String {
    types(
        "ARRAY(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
         obj_description(t.oid, 'pg_type')",
        "",
        "t.typtype = 'e'",
    )
}

pub(super) fn domains() -> String {
    types(
        "format_type(t.typbasetype, t.typtypmod), t.typnotnull, pg_get_expr(t.typdefaultbin, 0),
         ARRAY(SELECT con.conname FROM pg_constraint con
            WHERE con.contypid = t.oid AND con.contype = 'c')",
        "",
        "t.typtype = 'd'",
    )
}

/// A composite type's own `pg_type` row depends on nothing inner; the row
/// types of tables do, on their table.
pub(super) fn composites() -> String {
    types(
        "ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
            AND NOT a.attisdropped ORDER BY a.attnum),
         ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum)",
        "JOIN pg_class c ON c.oid = t.typrelid",
        "t.typtype = 'c' AND c.relkind = 'c'",
    )
}

pub(super) fn ranges() -> String {
    types(
        "format_type(r.rngsubtype, NULL)",
        "JOIN pg_range r ON r.rngtypid = t.oid",
        "t.typtype = 'r'",
    )
}

/// A `serial` column's sequence depends on its column automatically (`a`), an
/// identity column's internally (`i`).
pub(super) fn sequences() -> String {
    let own = own("pg_class", "c.oid");
    format!(
        "SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL),
            tn.nspname, tc.relname, a.attname,
            s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
                AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
                AND d.deptype IN ('a', 'i')
            LEFT JOIN pg_class tc ON tc.oid = d.refobjid
            LEFT JOIN pg_namespace tn ON tn.oid = tc.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE c.relpersistence <> 't' AND {USER_SCHEMA} AND {own}"
    )
}

pub(super) fn functions() -> String {
    let own = own("pg_proc", "p.oid");
    format!(
        "SELECT n.nspname, p.proname, p.prokind::text,
            ARRAY(SELECT format_type(k.type, NULL)
                FROM unnest(p.proargtypes) WITH ORDINALITY AS k(type, pos) ORDER BY k.pos),
            pg_get_function_result(p.oid), l.lanname,
            CASE WHEN p.prosqlbody IS NULL AND p.prokind <> 'a' THEN p.prosrc END
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_language l ON l.oid = p.prolang
        WHERE {USER_SCHEMA} AND {own}"
    )
}

pub(super) fn triggers() -> String {
    let rel = rel();
    format!(
        "{rel} SELECT rel.nspname, rel.relname, t.tgname, pg_get_triggerdef(t.oid)
        FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid WHERE NOT t.tgisinternal"
    )
}
