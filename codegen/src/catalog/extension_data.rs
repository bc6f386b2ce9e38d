//! What extensions bring, as a table.
//!
//! Of the extensions in PostgreSQL's own tree it was made from `pg_depend` of
//! PostgreSQL 15.18 and 18.4 with each installed (both versions together). The
//! others are below, by hand.

use ExtensionType::{Base, Composite, Domain, Modified};

/// A type that an extension brings.
#[derive(Clone, Copy, Debug)]
pub(super) enum ExtensionType {
    /// A base type.
    Base,
    /// A base type that takes modifiers.
    Modified,
    /// A domain over a type of that name (`integer[]`).
    Domain(&'static str),
    /// A composite type, with its attributes where they are known.
    Composite(&'static [(&'static str, &'static str)]),
}

/// An extension.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExtensionData {
    /// Its name.
    pub(super) name: &'static str,
    /// Extensions that must be there before.
    pub(super) requires: &'static [&'static str],
    /// The schema that its objects are in whatever is asked for.
    pub(super) schema: Option<&'static str>,
    /// Schemas that it creates.
    pub(super) schemas: &'static [&'static str],
    /// Types.
    pub(super) types: &'static [(&'static str, ExtensionType)],
    /// Views and tables.
    pub(super) views: &'static [&'static str],
    /// Names of functions; `None` when they are not listed.
    pub(super) functions: Option<&'static [&'static str]>,
}

const NONE: ExtensionData = ExtensionData {
    name: "",
    requires: &[],
    schema: None,
    schemas: &[],
    types: &[],
    views: &[],
    functions: None,
};

/// Extensions that are known.
#[rustfmt::skip]
pub(super) static EXTENSIONS: &[ExtensionData] = &[
    ExtensionData {
        name: "adminpack",
        schema: Some("pg_catalog"),
        functions: Some(&[
            "pg_file_rename", "pg_file_sync", "pg_file_unlink", "pg_file_write", "pg_logdir_ls",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "amcheck",
        functions: Some(&[
            "bt_index_check", "bt_index_parent_check", "gin_index_check", "verify_heapam",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "autoinc",
        functions: Some(&[
            "autoinc",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "bloom",
        functions: Some(&[
            "blhandler",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "btree_gin",
        functions: Some(&[
            "gin_btree_consistent", "gin_compare_prefix_anyenum", "gin_compare_prefix_bit",
            "gin_compare_prefix_bool", "gin_compare_prefix_bpchar", "gin_compare_prefix_bytea",
            "gin_compare_prefix_char", "gin_compare_prefix_cidr", "gin_compare_prefix_date",
            "gin_compare_prefix_float4", "gin_compare_prefix_float8", "gin_compare_prefix_inet",
            "gin_compare_prefix_int2", "gin_compare_prefix_int4", "gin_compare_prefix_int8",
            "gin_compare_prefix_interval", "gin_compare_prefix_macaddr",
            "gin_compare_prefix_macaddr8", "gin_compare_prefix_money", "gin_compare_prefix_name",
            "gin_compare_prefix_numeric", "gin_compare_prefix_oid", "gin_compare_prefix_text",
            "gin_compare_prefix_time", "gin_compare_prefix_timestamp",
            "gin_compare_prefix_timestamptz", "gin_compare_prefix_timetz",
            "gin_compare_prefix_uuid", "gin_compare_prefix_varbit", "gin_enum_cmp",
            "gin_extract_query_anyenum", "gin_extract_query_bit", "gin_extract_query_bool",
            "gin_extract_query_bpchar", "gin_extract_query_bytea", "gin_extract_query_char",
            "gin_extract_query_cidr", "gin_extract_query_date", "gin_extract_query_float4",
            "gin_extract_query_float8", "gin_extract_query_inet", "gin_extract_query_int2",
            "gin_extract_query_int4", "gin_extract_query_int8", "gin_extract_query_interval",
            "gin_extract_query_macaddr", "gin_extract_query_macaddr8", "gin_extract_query_money",
            "gin_extract_query_name", "gin_extract_query_numeric", "gin_extract_query_oid",
            "gin_extract_query_text", "gin_extract_query_time", "gin_extract_query_timestamp",
            "gin_extract_query_timestamptz", "gin_extract_query_timetz",
            "gin_extract_query_uuid", "gin_extract_query_varbit", "gin_extract_value_anyenum",
            "gin_extract_value_bit", "gin_extract_value_bool", "gin_extract_value_bpchar",
            "gin_extract_value_bytea", "gin_extract_value_char", "gin_extract_value_cidr",
            "gin_extract_value_date", "gin_extract_value_float4", "gin_extract_value_float8",
            "gin_extract_value_inet", "gin_extract_value_int2", "gin_extract_value_int4",
            "gin_extract_value_int8", "gin_extract_value_interval", "gin_extract_value_macaddr",
            "gin_extract_value_macaddr8", "gin_extract_value_money", "gin_extract_value_name",
            "gin_extract_value_numeric", "gin_extract_value_oid", "gin_extract_value_text",
            "gin_extract_value_time", "gin_extract_value_timestamp",
            "gin_extract_value_timestamptz", "gin_extract_value_timetz",
            "gin_extract_value_uuid", "gin_extract_value_varbit", "gin_numeric_cmp",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "btree_gist",
        types: &[
            ("gbtreekey16", Base), ("gbtreekey2", Base), ("gbtreekey32", Base),
            ("gbtreekey4", Base), ("gbtreekey8", Base), ("gbtreekey_var", Base),
        ],
        functions: Some(&[
            "cash_dist", "date_dist", "float4_dist", "float8_dist", "gbt_bit_compress",
            "gbt_bit_consistent", "gbt_bit_penalty", "gbt_bit_picksplit", "gbt_bit_same",
            "gbt_bit_sortsupport", "gbt_bit_union", "gbt_bool_compress", "gbt_bool_consistent",
            "gbt_bool_fetch", "gbt_bool_penalty", "gbt_bool_picksplit", "gbt_bool_same",
            "gbt_bool_sortsupport", "gbt_bool_union", "gbt_bpchar_compress",
            "gbt_bpchar_consistent", "gbt_bpchar_sortsupport", "gbt_bytea_compress",
            "gbt_bytea_consistent", "gbt_bytea_penalty", "gbt_bytea_picksplit", "gbt_bytea_same",
            "gbt_bytea_sortsupport", "gbt_bytea_union", "gbt_cash_compress",
            "gbt_cash_consistent", "gbt_cash_distance", "gbt_cash_fetch", "gbt_cash_penalty",
            "gbt_cash_picksplit", "gbt_cash_same", "gbt_cash_sortsupport", "gbt_cash_union",
            "gbt_date_compress", "gbt_date_consistent", "gbt_date_distance", "gbt_date_fetch",
            "gbt_date_penalty", "gbt_date_picksplit", "gbt_date_same", "gbt_date_sortsupport",
            "gbt_date_union", "gbt_decompress", "gbt_enum_compress", "gbt_enum_consistent",
            "gbt_enum_fetch", "gbt_enum_penalty", "gbt_enum_picksplit", "gbt_enum_same",
            "gbt_enum_sortsupport", "gbt_enum_union", "gbt_float4_compress",
            "gbt_float4_consistent", "gbt_float4_distance", "gbt_float4_fetch",
            "gbt_float4_penalty", "gbt_float4_picksplit", "gbt_float4_same",
            "gbt_float4_sortsupport", "gbt_float4_union", "gbt_float8_compress",
            "gbt_float8_consistent", "gbt_float8_distance", "gbt_float8_fetch",
            "gbt_float8_penalty", "gbt_float8_picksplit", "gbt_float8_same",
            "gbt_float8_sortsupport", "gbt_float8_union", "gbt_inet_compress",
            "gbt_inet_consistent", "gbt_inet_penalty", "gbt_inet_picksplit", "gbt_inet_same",
            "gbt_inet_sortsupport", "gbt_inet_union", "gbt_int2_compress", "gbt_int2_consistent",
            "gbt_int2_distance", "gbt_int2_fetch", "gbt_int2_penalty", "gbt_int2_picksplit",
            "gbt_int2_same", "gbt_int2_sortsupport", "gbt_int2_union", "gbt_int4_compress",
            "gbt_int4_consistent", "gbt_int4_distance", "gbt_int4_fetch", "gbt_int4_penalty",
            "gbt_int4_picksplit", "gbt_int4_same", "gbt_int4_sortsupport", "gbt_int4_union",
            "gbt_int8_compress", "gbt_int8_consistent", "gbt_int8_distance", "gbt_int8_fetch",
            "gbt_int8_penalty", "gbt_int8_picksplit", "gbt_int8_same", "gbt_int8_sortsupport",
            "gbt_int8_union", "gbt_intv_compress", "gbt_intv_consistent", "gbt_intv_decompress",
            "gbt_intv_distance", "gbt_intv_fetch", "gbt_intv_penalty", "gbt_intv_picksplit",
            "gbt_intv_same", "gbt_intv_sortsupport", "gbt_intv_union", "gbt_macad8_compress",
            "gbt_macad8_consistent", "gbt_macad8_fetch", "gbt_macad8_penalty",
            "gbt_macad8_picksplit", "gbt_macad8_same", "gbt_macad8_sortsupport",
            "gbt_macad8_union", "gbt_macad_compress", "gbt_macad_consistent", "gbt_macad_fetch",
            "gbt_macad_penalty", "gbt_macad_picksplit", "gbt_macad_same", "gbt_macad_union",
            "gbt_macaddr_sortsupport", "gbt_numeric_compress", "gbt_numeric_consistent",
            "gbt_numeric_penalty", "gbt_numeric_picksplit", "gbt_numeric_same",
            "gbt_numeric_sortsupport", "gbt_numeric_union", "gbt_oid_compress",
            "gbt_oid_consistent", "gbt_oid_distance", "gbt_oid_fetch", "gbt_oid_penalty",
            "gbt_oid_picksplit", "gbt_oid_same", "gbt_oid_sortsupport", "gbt_oid_union",
            "gbt_text_compress", "gbt_text_consistent", "gbt_text_penalty", "gbt_text_picksplit",
            "gbt_text_same", "gbt_text_sortsupport", "gbt_text_union", "gbt_time_compress",
            "gbt_time_consistent", "gbt_time_distance", "gbt_time_fetch", "gbt_time_penalty",
            "gbt_time_picksplit", "gbt_time_same", "gbt_time_sortsupport", "gbt_time_union",
            "gbt_timetz_compress", "gbt_timetz_consistent", "gbt_ts_compress",
            "gbt_ts_consistent", "gbt_ts_distance", "gbt_ts_fetch", "gbt_ts_penalty",
            "gbt_ts_picksplit", "gbt_ts_same", "gbt_ts_sortsupport", "gbt_ts_union",
            "gbt_tstz_compress", "gbt_tstz_consistent", "gbt_tstz_distance", "gbt_uuid_compress",
            "gbt_uuid_consistent", "gbt_uuid_fetch", "gbt_uuid_penalty", "gbt_uuid_picksplit",
            "gbt_uuid_same", "gbt_uuid_sortsupport", "gbt_uuid_union", "gbt_var_decompress",
            "gbt_var_fetch", "gbt_varbit_sortsupport", "gbtreekey16_in", "gbtreekey16_out",
            "gbtreekey2_in", "gbtreekey2_out", "gbtreekey32_in", "gbtreekey32_out",
            "gbtreekey4_in", "gbtreekey4_out", "gbtreekey8_in", "gbtreekey8_out",
            "gbtreekey_var_in", "gbtreekey_var_out", "gist_translate_cmptype_btree", "int2_dist",
            "int4_dist", "int8_dist", "interval_dist", "oid_dist", "time_dist", "ts_dist",
            "tstz_dist",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "citext",
        types: &[
            ("citext", Base),
        ],
        functions: Some(&[
            "citext", "citext_cmp", "citext_eq", "citext_ge", "citext_gt", "citext_hash",
            "citext_hash_extended", "citext_larger", "citext_le", "citext_lt", "citext_ne",
            "citext_pattern_cmp", "citext_pattern_ge", "citext_pattern_gt", "citext_pattern_le",
            "citext_pattern_lt", "citext_smaller", "citextin", "citextout", "citextrecv",
            "citextsend", "max", "min", "regexp_match", "regexp_matches", "regexp_replace",
            "regexp_split_to_array", "regexp_split_to_table", "replace", "split_part", "strpos",
            "texticlike", "texticnlike", "texticregexeq", "texticregexne", "translate",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "cube",
        types: &[
            ("cube", Base),
        ],
        functions: Some(&[
            "cube", "cube_cmp", "cube_contained", "cube_contains", "cube_coord",
            "cube_coord_llur", "cube_dim", "cube_distance", "cube_enlarge", "cube_eq", "cube_ge",
            "cube_gt", "cube_in", "cube_inter", "cube_is_point", "cube_le", "cube_ll_coord",
            "cube_lt", "cube_ne", "cube_out", "cube_overlap", "cube_recv", "cube_send",
            "cube_size", "cube_subset", "cube_union", "cube_ur_coord", "distance_chebyshev",
            "distance_taxicab", "g_cube_consistent", "g_cube_distance", "g_cube_penalty",
            "g_cube_picksplit", "g_cube_same", "g_cube_union",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "dblink",
        types: &[
            ("dblink_pkey_results", Composite(&[("position", "integer"), ("colname", "text")])),
        ],
        functions: Some(&[
            "dblink", "dblink_build_sql_delete", "dblink_build_sql_insert",
            "dblink_build_sql_update", "dblink_cancel_query", "dblink_close", "dblink_connect",
            "dblink_connect_u", "dblink_current_query", "dblink_disconnect",
            "dblink_error_message", "dblink_exec", "dblink_fdw_validator", "dblink_fetch",
            "dblink_get_connections", "dblink_get_notify", "dblink_get_pkey",
            "dblink_get_result", "dblink_is_busy", "dblink_open", "dblink_send_query",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "dict_int",
        functions: Some(&[
            "dintdict_init", "dintdict_lexize",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "dict_xsyn",
        functions: Some(&[
            "dxsyn_init", "dxsyn_lexize",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "earthdistance",
        requires: &["cube"],
        types: &[
            ("earth", Domain("cube")),
        ],
        functions: Some(&[
            "earth", "earth_box", "earth_distance", "gc_to_sec", "geo_distance", "latitude",
            "ll_to_earth", "longitude", "sec_to_gc",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "file_fdw",
        functions: Some(&[
            "file_fdw_handler", "file_fdw_validator",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "fuzzystrmatch",
        functions: Some(&[
            "daitch_mokotoff", "difference", "dmetaphone", "dmetaphone_alt", "levenshtein",
            "levenshtein_less_equal", "metaphone", "soundex", "text_soundex",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "hstore",
        types: &[
            ("ghstore", Base), ("hstore", Base),
        ],
        functions: Some(&[
            "akeys", "avals", "defined", "delete", "each", "exist", "exists_all", "exists_any",
            "fetchval", "ghstore_compress", "ghstore_consistent", "ghstore_decompress",
            "ghstore_in", "ghstore_options", "ghstore_out", "ghstore_penalty",
            "ghstore_picksplit", "ghstore_same", "ghstore_union", "gin_consistent_hstore",
            "gin_extract_hstore", "gin_extract_hstore_query", "hs_concat", "hs_contained",
            "hs_contains", "hstore", "hstore_cmp", "hstore_eq", "hstore_ge", "hstore_gt",
            "hstore_hash", "hstore_hash_extended", "hstore_in", "hstore_le", "hstore_lt",
            "hstore_ne", "hstore_out", "hstore_recv", "hstore_send", "hstore_subscript_handler",
            "hstore_to_array", "hstore_to_json", "hstore_to_json_loose", "hstore_to_jsonb",
            "hstore_to_jsonb_loose", "hstore_to_matrix", "hstore_version_diag", "isdefined",
            "isexists", "populate_record", "skeys", "slice", "slice_array", "svals", "tconvert",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "insert_username",
        functions: Some(&[
            "insert_username",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "intagg",
        functions: Some(&[
            "int_agg_final_array", "int_agg_state", "int_array_aggregate", "int_array_enum",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "intarray",
        types: &[
            ("intbig_gkey", Base), ("query_int", Base),
        ],
        functions: Some(&[
            "_int_contained", "_int_contained_joinsel", "_int_contained_sel", "_int_contains",
            "_int_contains_joinsel", "_int_contains_sel", "_int_different", "_int_inter",
            "_int_matchsel", "_int_overlap", "_int_overlap_joinsel", "_int_overlap_sel",
            "_int_same", "_int_union", "_intbig_in", "_intbig_out", "boolop", "bqarr_in",
            "bqarr_out", "g_int_compress", "g_int_consistent", "g_int_decompress",
            "g_int_options", "g_int_penalty", "g_int_picksplit", "g_int_same", "g_int_union",
            "g_intbig_compress", "g_intbig_consistent", "g_intbig_decompress",
            "g_intbig_options", "g_intbig_penalty", "g_intbig_picksplit", "g_intbig_same",
            "g_intbig_union", "ginint4_consistent", "ginint4_queryextract", "icount", "idx",
            "intarray_del_elem", "intarray_push_array", "intarray_push_elem", "intset",
            "intset_subtract", "intset_union_elem", "querytree", "rboolop", "sort", "sort_asc",
            "sort_desc", "subarray", "uniq",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "isn",
        types: &[
            ("ean13", Base), ("isbn", Base), ("isbn13", Base), ("ismn", Base), ("ismn13", Base),
            ("issn", Base), ("issn13", Base), ("upc", Base),
        ],
        functions: Some(&[
            "btean13cmp", "btisbn13cmp", "btisbncmp", "btismn13cmp", "btismncmp", "btissn13cmp",
            "btissncmp", "btupccmp", "ean13_in", "ean13_out", "hashean13", "hashisbn",
            "hashisbn13", "hashismn", "hashismn13", "hashissn", "hashissn13", "hashupc",
            "is_valid", "isbn", "isbn13", "isbn13_in", "isbn_in", "ismn", "ismn13", "ismn13_in",
            "ismn_in", "isn_out", "isn_weak", "isneq", "isnge", "isngt", "isnle", "isnlt",
            "isnne", "issn", "issn13", "issn13_in", "issn_in", "make_valid", "upc", "upc_in",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "lo",
        types: &[
            ("lo", Domain("oid")),
        ],
        functions: Some(&[
            "lo_manage", "lo_oid",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "ltree",
        types: &[
            ("lquery", Base), ("ltree", Base), ("ltree_gist", Base), ("ltxtquery", Base),
        ],
        functions: Some(&[
            "_lt_q_regex", "_lt_q_rregex", "_ltq_extract_regex", "_ltq_regex", "_ltq_rregex",
            "_ltree_compress", "_ltree_consistent", "_ltree_extract_isparent",
            "_ltree_extract_risparent", "_ltree_gist_options", "_ltree_isparent",
            "_ltree_penalty", "_ltree_picksplit", "_ltree_r_isparent", "_ltree_r_risparent",
            "_ltree_risparent", "_ltree_same", "_ltree_union", "_ltxtq_exec",
            "_ltxtq_extract_exec", "_ltxtq_rexec", "hash_ltree", "hash_ltree_extended", "index",
            "lca", "lquery_in", "lquery_out", "lquery_recv", "lquery_send", "lt_q_regex",
            "lt_q_rregex", "ltq_regex", "ltq_rregex", "ltree2text", "ltree_addltree",
            "ltree_addtext", "ltree_cmp", "ltree_compress", "ltree_consistent",
            "ltree_decompress", "ltree_eq", "ltree_ge", "ltree_gist_in", "ltree_gist_options",
            "ltree_gist_out", "ltree_gt", "ltree_in", "ltree_isparent", "ltree_le", "ltree_lt",
            "ltree_ne", "ltree_out", "ltree_penalty", "ltree_picksplit", "ltree_recv",
            "ltree_risparent", "ltree_same", "ltree_send", "ltree_textadd", "ltree_union",
            "ltreeparentsel", "ltxtq_exec", "ltxtq_in", "ltxtq_out", "ltxtq_recv", "ltxtq_rexec",
            "ltxtq_send", "nlevel", "subltree", "subpath", "text2ltree",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "moddatetime",
        functions: Some(&[
            "moddatetime",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "old_snapshot",
        functions: Some(&[
            "pg_old_snapshot_time_mapping",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pageinspect",
        functions: Some(&[
            "brin_metapage_info", "brin_page_items", "brin_page_type", "brin_revmap_data",
            "bt_metap", "bt_multi_page_stats", "bt_page_items", "bt_page_stats",
            "fsm_page_contents", "get_raw_page", "gin_leafpage_items", "gin_metapage_info",
            "gin_page_opaque_info", "gist_page_items", "gist_page_items_bytea",
            "gist_page_opaque_info", "hash_bitmap_info", "hash_metapage_info", "hash_page_items",
            "hash_page_stats", "hash_page_type", "heap_page_item_attrs", "heap_page_items",
            "heap_tuple_infomask_flags", "page_checksum", "page_header", "tuple_data_split",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_buffercache",
        views: &["pg_buffercache", "pg_buffercache_numa"],
        functions: Some(&[
            "pg_buffercache_evict", "pg_buffercache_evict_all", "pg_buffercache_evict_relation",
            "pg_buffercache_numa_pages", "pg_buffercache_pages", "pg_buffercache_summary",
            "pg_buffercache_usage_counts",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_freespacemap",
        functions: Some(&[
            "pg_freespace",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_logicalinspect",
        functions: Some(&[
            "pg_get_logical_snapshot_info", "pg_get_logical_snapshot_meta",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_prewarm",
        functions: Some(&[
            "autoprewarm_dump_now", "autoprewarm_start_worker", "pg_prewarm",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_stat_statements",
        views: &["pg_stat_statements", "pg_stat_statements_info"],
        functions: Some(&[
            "pg_stat_statements", "pg_stat_statements_info", "pg_stat_statements_reset",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_surgery",
        functions: Some(&[
            "heap_force_freeze", "heap_force_kill",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_trgm",
        types: &[
            ("gtrgm", Base),
        ],
        functions: Some(&[
            "gin_extract_query_trgm", "gin_extract_value_trgm", "gin_trgm_consistent",
            "gin_trgm_triconsistent", "gtrgm_compress", "gtrgm_consistent", "gtrgm_decompress",
            "gtrgm_distance", "gtrgm_in", "gtrgm_options", "gtrgm_out", "gtrgm_penalty",
            "gtrgm_picksplit", "gtrgm_same", "gtrgm_union", "set_limit", "show_limit",
            "show_trgm", "similarity", "similarity_dist", "similarity_op",
            "strict_word_similarity", "strict_word_similarity_commutator_op",
            "strict_word_similarity_dist_commutator_op", "strict_word_similarity_dist_op",
            "strict_word_similarity_op", "word_similarity", "word_similarity_commutator_op",
            "word_similarity_dist_commutator_op", "word_similarity_dist_op",
            "word_similarity_op",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_visibility",
        functions: Some(&[
            "pg_check_frozen", "pg_check_visible", "pg_truncate_visibility_map", "pg_visibility",
            "pg_visibility_map", "pg_visibility_map_summary",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pg_walinspect",
        functions: Some(&[
            "pg_get_wal_block_info", "pg_get_wal_record_info", "pg_get_wal_records_info",
            "pg_get_wal_records_info_till_end_of_wal", "pg_get_wal_stats",
            "pg_get_wal_stats_till_end_of_wal",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pgcrypto",
        functions: Some(&[
            "armor", "crypt", "dearmor", "decrypt", "decrypt_iv", "digest", "encrypt",
            "encrypt_iv", "fips_mode", "gen_random_bytes", "gen_random_uuid", "gen_salt", "hmac",
            "pgp_armor_headers", "pgp_key_id", "pgp_pub_decrypt", "pgp_pub_decrypt_bytea",
            "pgp_pub_encrypt", "pgp_pub_encrypt_bytea", "pgp_sym_decrypt",
            "pgp_sym_decrypt_bytea", "pgp_sym_encrypt", "pgp_sym_encrypt_bytea",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pgrowlocks",
        functions: Some(&[
            "pgrowlocks",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "pgstattuple",
        functions: Some(&[
            "pg_relpages", "pgstatginindex", "pgstathashindex", "pgstatindex", "pgstattuple",
            "pgstattuple_approx",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "postgres_fdw",
        functions: Some(&[
            "postgres_fdw_disconnect", "postgres_fdw_disconnect_all",
            "postgres_fdw_get_connections", "postgres_fdw_handler", "postgres_fdw_validator",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "refint",
        functions: Some(&[
            "check_foreign_key", "check_primary_key",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "seg",
        types: &[
            ("seg", Base),
        ],
        functions: Some(&[
            "gseg_consistent", "gseg_penalty", "gseg_picksplit", "gseg_same", "gseg_union",
            "seg_center", "seg_cmp", "seg_contained", "seg_contains", "seg_different", "seg_ge",
            "seg_gt", "seg_in", "seg_inter", "seg_le", "seg_left", "seg_lower", "seg_lt",
            "seg_out", "seg_over_left", "seg_over_right", "seg_overlap", "seg_right", "seg_same",
            "seg_size", "seg_union", "seg_upper",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "sslinfo",
        functions: Some(&[
            "ssl_cipher", "ssl_client_cert_present", "ssl_client_dn", "ssl_client_dn_field",
            "ssl_client_serial", "ssl_extension_info", "ssl_is_used", "ssl_issuer_dn",
            "ssl_issuer_field", "ssl_version",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "tablefunc",
        types: &[

            ("tablefunc_crosstab_2", Composite(&[("row_name", "text"), ("category_1", "text"), ("category_2", "text")])),
            ("tablefunc_crosstab_3", Composite(&[("row_name", "text"), ("category_1", "text"), ("category_2", "text"), ("category_3", "text")])),
            ("tablefunc_crosstab_4", Composite(&[("row_name", "text"), ("category_1", "text"), ("category_2", "text"), ("category_3", "text"), ("category_4", "text")])),
        ],
        functions: Some(&[
            "connectby", "crosstab", "crosstab2", "crosstab3", "crosstab4", "normal_rand",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "tcn",
        functions: Some(&[
            "triggered_change_notification",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "tsm_system_rows",
        functions: Some(&[
            "system_rows",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "tsm_system_time",
        functions: Some(&[
            "system_time",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "unaccent",
        functions: Some(&[
            "unaccent", "unaccent_init", "unaccent_lexize",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "uuid-ossp",
        functions: Some(&[
            "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v3", "uuid_generate_v4",
            "uuid_generate_v5", "uuid_nil", "uuid_ns_dns", "uuid_ns_oid", "uuid_ns_url",
            "uuid_ns_x500",
        ]),
        ..NONE
    },
    ExtensionData {
        name: "xml2",
        functions: Some(&[
            "xml_encode_special_chars", "xml_valid", "xpath_bool", "xpath_list", "xpath_nodeset",
            "xpath_number", "xpath_string", "xpath_table", "xslt_process",
        ]),
        ..NONE
    },

    // Not in PostgreSQL's own tree: types from their documentation, functions
    // not listed, so that none is refused.
    ExtensionData {
        name: "vector",
        types: &[
            ("halfvec", Modified), ("sparsevec", Modified), ("vector", Modified),
        ],
        ..NONE
    },
    ExtensionData {
        name: "postgis",
        types: &[
            ("box2d", Base), ("box2df", Base), ("box3d", Base), ("geography", Modified),
            ("geometry", Modified), ("geometry_dump", Composite(&[])), ("gidx", Base),
            ("spheroid", Base), ("valid_detail", Composite(&[])),
        ],
        views: &["geography_columns", "geometry_columns", "spatial_ref_sys"],
        ..NONE
    },
    ExtensionData {
        name: "postgis_raster",
        requires: &["postgis"],
        types: &[
            ("addbandarg", Composite(&[])), ("agg_count", Composite(&[])),
            ("agg_samealignment", Composite(&[])), ("geomval", Composite(&[])), ("raster", Base),
            ("rastbandarg", Composite(&[])), ("reclassarg", Composite(&[])),
            ("summarystats", Composite(&[])), ("unionarg", Composite(&[])),
        ],
        views: &["raster_columns", "raster_overviews"],
        ..NONE
    },
    ExtensionData {
        name: "postgis_topology",
        requires: &["postgis"],
        schema: Some("topology"),
        schemas: &["topology"],
        types: &[
            ("getfaceedges_returntype", Composite(&[])), ("topoelement", Domain("integer[]")),
            ("topoelementarray", Domain("integer[]")), ("topogeometry", Composite(&[])),
            ("validatetopology_returntype", Composite(&[])),
        ],
        views: &["layer", "topology"],
        ..NONE
    },
    ExtensionData {
        name: "postgis_sfcgal",
        requires: &["postgis"],
        ..NONE
    },
    ExtensionData {
        name: "postgis_tiger_geocoder",
        requires: &["fuzzystrmatch", "postgis"],
        schema: Some("tiger"),
        schemas: &["tiger", "tiger_data"],
        types: &[
            ("norm_addy", Composite(&[])),
        ],
        ..NONE
    },
    ExtensionData {
        name: "address_standardizer",
        types: &[
            ("stdaddr", Composite(&[])),
        ],
        ..NONE
    },
    ExtensionData {
        name: "address_standardizer_data_us",
        views: &["us_gaz", "us_lex", "us_rules"],
        ..NONE
    },
    ExtensionData {
        name: "pgrouting",
        requires: &["postgis"],
        ..NONE
    },
    ExtensionData {
        name: "h3",
        types: &[
            ("h3index", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "h3_postgis",
        requires: &["h3", "postgis"],
        ..NONE
    },
    ExtensionData {
        name: "timescaledb",
        schemas: &["_timescaledb_cache", "_timescaledb_catalog", "_timescaledb_config", "_timescaledb_debug", "_timescaledb_functions", "_timescaledb_internal", "timescaledb_experimental", "timescaledb_information"],
        ..NONE
    },
    ExtensionData {
        name: "timescaledb_toolkit",
        ..NONE
    },
    ExtensionData {
        name: "pg_uuidv7",
        ..NONE
    },
    ExtensionData {
        name: "pgjwt",
        requires: &["pgcrypto"],
        ..NONE
    },
    ExtensionData {
        name: "pg_jsonschema",
        ..NONE
    },
    ExtensionData {
        name: "pgaudit",
        ..NONE
    },
    ExtensionData {
        name: "hypopg",
        ..NONE
    },
    ExtensionData {
        name: "pg_repack",
        schemas: &["repack"],
        ..NONE
    },
    ExtensionData {
        name: "pg_partman",
        ..NONE
    },
    ExtensionData {
        name: "pgtap",
        ..NONE
    },
    ExtensionData {
        name: "pg_cron",
        schema: Some("pg_catalog"),
        schemas: &["cron"],
        ..NONE
    },
    ExtensionData {
        name: "pg_net",
        schemas: &["net"],
        ..NONE
    },
    ExtensionData {
        name: "pgmq",
        schema: Some("pgmq"),
        schemas: &["pgmq"],
        ..NONE
    },
    ExtensionData {
        name: "pg_graphql",
        schema: Some("graphql"),
        schemas: &["graphql"],
        ..NONE
    },
    ExtensionData {
        name: "pgsodium",
        schema: Some("pgsodium"),
        schemas: &["pgsodium", "pgsodium_masks"],
        ..NONE
    },
    ExtensionData {
        name: "supabase_vault",
        schema: Some("vault"),
        schemas: &["vault"],
        ..NONE
    },
    ExtensionData {
        name: "http",
        types: &[
            ("http_header", Composite(&[])), ("http_method", Domain("text")),
            ("http_request", Composite(&[])), ("http_response", Composite(&[])),
        ],
        ..NONE
    },
    ExtensionData {
        name: "ip4r",
        types: &[
            ("ip4", Base), ("ip4r", Base), ("ip6", Base), ("ip6r", Base), ("ipaddress", Base),
            ("iprange", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "semver",
        types: &[
            ("semver", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "prefix",
        types: &[
            ("prefix_range", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "hll",
        types: &[
            ("hll", Modified), ("hll_hashval", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "tdigest",
        types: &[
            ("tdigest", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "topn",
        ..NONE
    },
    ExtensionData {
        name: "unit",
        types: &[
            ("unit", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "debversion",
        types: &[
            ("debversion", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "roaringbitmap",
        types: &[
            ("roaringbitmap", Base), ("roaringbitmap64", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "uint",
        types: &[
            ("int1", Base), ("uint1", Base), ("uint2", Base), ("uint4", Base), ("uint8", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "orafce",
        types: &[
            ("nvarchar2", Modified), ("varchar2", Modified),
        ],
        ..NONE
    },
    ExtensionData {
        name: "temporal_tables",
        ..NONE
    },
    ExtensionData {
        name: "periods",
        ..NONE
    },
    ExtensionData {
        name: "rum",
        ..NONE
    },
    ExtensionData {
        name: "pg_bigm",
        ..NONE
    },
    ExtensionData {
        name: "pgroonga",
        ..NONE
    },
    ExtensionData {
        name: "pg_hashids",
        ..NONE
    },
    ExtensionData {
        name: "pg_ivm",
        ..NONE
    },
    ExtensionData {
        name: "plpgsql_check",
        ..NONE
    },
    ExtensionData {
        name: "plv8",
        ..NONE
    },
    ExtensionData {
        name: "citus",
        ..NONE
    },
    ExtensionData {
        name: "pg_search",
        schemas: &["paradedb"],
        ..NONE
    },
    ExtensionData {
        name: "age",
        schema: Some("ag_catalog"),
        schemas: &["ag_catalog"],
        types: &[
            ("agtype", Base), ("graphid", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "pg_stat_monitor",
        views: &["pg_stat_monitor"],
        ..NONE
    },
    ExtensionData {
        name: "pg_stat_kcache",
        ..NONE
    },
    ExtensionData {
        name: "pg_qualstats",
        ..NONE
    },
    ExtensionData {
        name: "pg_hint_plan",
        schema: Some("hint_plan"),
        schemas: &["hint_plan"],
        ..NONE
    },
    ExtensionData {
        name: "pg_ulid",
        types: &[
            ("ulid", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "ulid",
        types: &[
            ("ulid", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "pgx_ulid",
        types: &[
            ("ulid", Base),
        ],
        ..NONE
    },
    ExtensionData {
        name: "vchord",
        requires: &["vector"],
        ..NONE
    },
    ExtensionData {
        name: "vectorscale",
        requires: &["vector"],
        ..NONE
    },
    ExtensionData {
        name: "plperl",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "plperlu",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "plpython3u",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "pltcl",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "pltclu",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "plpython2u",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "plpythonu",
        schema: Some("pg_catalog"),
        ..NONE
    },
    ExtensionData {
        name: "bool_plperl",
        requires: &["plperl"],
        ..NONE
    },
    ExtensionData {
        name: "bool_plperlu",
        requires: &["plperlu"],
        ..NONE
    },
    ExtensionData {
        name: "hstore_plperl",
        requires: &["hstore", "plperl"],
        ..NONE
    },
    ExtensionData {
        name: "hstore_plperlu",
        requires: &["hstore", "plperlu"],
        ..NONE
    },
    ExtensionData {
        name: "hstore_plpython3u",
        requires: &["hstore", "plpython3u"],
        ..NONE
    },
    ExtensionData {
        name: "jsonb_plperl",
        requires: &["plperl"],
        ..NONE
    },
    ExtensionData {
        name: "jsonb_plperlu",
        requires: &["plperlu"],
        ..NONE
    },
    ExtensionData {
        name: "jsonb_plpython3u",
        requires: &["plpython3u"],
        ..NONE
    },
    ExtensionData {
        name: "ltree_plpython3u",
        requires: &["ltree", "plpython3u"],
        ..NONE
    },
];
