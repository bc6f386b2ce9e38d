//! What a database holds, asked from the system catalogs in the server's own
//! words: no code of ours is between.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use postgres::{Client, Error};

/// The user's part of a database as text: relations with their columns, types,
/// routines, constraints, indexes, triggers, policies, sequences, extensions.
///
/// # Errors
///
/// The server cannot be asked.
pub fn definitions(client: &mut Client) -> Result<String, Error> {
    // Each gives lines; `{user}` says that a schema is the user's.
    const QUESTIONS: &[(&str, &str)] = &[
        (
            "extensions",
            "SELECT extname::text FROM pg_extension WHERE extname <> 'plpgsql'",
        ),
        (
            "relations",
            "SELECT format('%s.%s %s %s', n.nspname, c.relname, c.relkind, c.relpersistence)
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE {user} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c') AND {shown}",
        ),
        (
            "columns",
            "SELECT format('%s.%s.%s %s%s%s%s%s', n.nspname, c.relname, a.attname,
                 format_type(a.atttypid, a.atttypmod),
                 CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
                 ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
                 ' IDENTITY ' || nullif(a.attidentity::text, ''),
                 ' GENERATED ' || nullif(a.attgenerated::text, ''))
             FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace
             LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE {user} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND {shown}
                 AND a.attnum > 0 AND NOT a.attisdropped",
        ),
        (
            "constraints",
            "SELECT format('%s.%s %s %s%s', n.nspname, coalesce(c.relname, t.typname), k.conname,
                 pg_get_constraintdef(k.oid), CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END)
             FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
             LEFT JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_type t ON t.oid = k.contypid
             WHERE {user} AND {shown}",
        ),
        (
            "indexes",
            "SELECT format('%s%s', i.indexdef, CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END)
             FROM pg_indexes i JOIN pg_namespace n ON n.nspname = i.schemaname
             JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = i.tablename
             JOIN pg_class xc ON xc.relnamespace = n.oid AND xc.relname = i.indexname
             JOIN pg_index x ON x.indexrelid = xc.oid WHERE {user} AND {shown}",
        ),
        (
            "views",
            "SELECT format('%s.%s %s', n.nspname, c.relname, pg_get_viewdef(c.oid))
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE {user} AND c.relkind IN ('v', 'm')",
        ),
        (
            "triggers",
            "SELECT pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text FROM pg_trigger t
             JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE {user} AND NOT t.tgisinternal",
        ),
        (
            "policies",
            "SELECT format('%s.%s %s %s %s', n.nspname, c.relname, p.polname, p.polcmd,
                 pg_get_expr(p.polqual, p.polrelid))
             FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {user}",
        ),
        (
            "enums",
            "SELECT format('%s.%s %s', n.nspname, t.typname,
                 string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder))
             FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
             JOIN pg_namespace n ON n.oid = t.typnamespace WHERE {user}
             GROUP BY n.nspname, t.typname",
        ),
        (
            "types",
            "SELECT format('%s.%s %s %s', n.nspname, t.typname, t.typtype,
                 nullif(format_type(t.typbasetype, t.typtypmod), '-'))
             FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE {user} AND t.typtype IN ('d', 'r', 'b') AND t.typelem = 0
                 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = t.oid AND e.deptype = 'e')",
        ),
        (
            "routines",
            "SELECT replace(pg_get_functiondef(p.oid), E'\\n', ' ') FROM pg_proc p
             JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE {user} AND p.prokind <> 'a'
                 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')",
        ),
        (
            "sequences",
            "SELECT format('%s.%s %s %s %s %s', n.nspname, c.relname, format_type(s.seqtypid, NULL),
                 s.seqstart, s.seqincrement, s.seqmax)
             FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
             JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {user}",
        ),
        (
            "comments",
            "SELECT format('%s %s %s', i.type, i.identity, d.description) FROM pg_description d
             JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i ON true
             WHERE d.objoid >= 16384 AND i.identity NOT LIKE '%pgbindgen_history%'
                 AND NOT EXISTS (SELECT FROM pg_depend e
                     WHERE e.objid = d.objoid AND e.deptype = 'e')
                 AND d.classoid <> 'pg_extension'::regclass",
        ),
    ];
    const USER: &str = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    const SHOWN: &str = "c.relname IS DISTINCT FROM 'pgbindgen_history'
        AND c.relname IS DISTINCT FROM 'pgbindgen_history_seq_seq'";
    let mut out = String::new();
    for (title, question) in QUESTIONS {
        let question = question.replace("{user}", USER).replace("{shown}", SHOWN);
        let mut lines = Vec::new();
        for row in client.query(&question, &[])? {
            lines.push(row.try_get::<_, String>(0)?);
        }
        lines.sort();
        let _ = writeln!(out, "# {title}: {}", lines.len());
        for line in lines {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    Ok(out)
}

/// Every object that has a row of its own in a system catalog, as `kind
/// identity`; what a session has for itself (temporary and TOAST tables) left out.
///
/// # Errors
///
/// The server cannot be asked.
pub fn objects(client: &mut Client) -> Result<BTreeSet<String>, Error> {
    const CATALOGS: &[&str] = &[
        "pg_am",
        "pg_amop",
        "pg_amproc",
        "pg_attrdef",
        "pg_cast",
        "pg_class",
        "pg_collation",
        "pg_constraint",
        "pg_conversion",
        "pg_default_acl",
        "pg_event_trigger",
        "pg_extension",
        "pg_foreign_data_wrapper",
        "pg_foreign_server",
        "pg_language",
        "pg_namespace",
        "pg_opclass",
        "pg_operator",
        "pg_opfamily",
        "pg_policy",
        "pg_proc",
        "pg_publication",
        "pg_rewrite",
        "pg_statistic_ext",
        "pg_transform",
        "pg_trigger",
        "pg_ts_config",
        "pg_ts_dict",
        "pg_ts_parser",
        "pg_ts_template",
        "pg_type",
        "pg_user_mapping",
    ];
    let mut found = BTreeSet::new();
    for catalog in CATALOGS {
        let question = format!(
            "SELECT format('%s %s', i.type, i.identity) FROM {catalog} o
             JOIN LATERAL pg_identify_object('{catalog}'::regclass, o.oid, 0) i ON true
             WHERE i.identity !~ '^\"?pg_(toast|temp)'"
        );
        for row in client.query(&question, &[])? {
            found.insert(row.try_get::<_, String>(0)?);
        }
    }
    // What has no identity of its own.
    for (what, question) in [
        (
            "enum label",
            "SELECT enumtypid::regtype || ' ' || enumlabel FROM pg_enum",
        ),
        (
            "comment",
            "SELECT format('%s %s', i.type, i.identity) FROM pg_description d
             JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i ON true",
        ),
        ("setting", "SELECT setconfig::text FROM pg_db_role_setting"),
    ] {
        for row in client.query(question, &[])? {
            let text: Option<String> = row.try_get(0)?;
            found.insert(format!("{what} {}", text.unwrap_or_default()));
        }
    }
    Ok(found)
}
