//! The names of PostgreSQL's own access methods, conversions, operator classes and the like, as its servers have them. Written by
//! `cargo xtask registry`.

use crate::ddl::RegistryKind;

/// Names of one kind.
pub(super) struct Builtin {
    /// The kind.
    pub(super) kind: RegistryKind,
    /// The access method of operator classes and families.
    pub(super) method: Option<&'static str>,
    /// The version that brought them: 15 of all.
    pub(super) since: u16,
    /// The names, space-separated.
    pub(super) names: &'static str,
}

#[rustfmt::skip]
pub(super) const BUILTIN: &[Builtin] = &[
    Builtin { kind: RegistryKind::AccessMethod, method: None, since: 15, names: "\
        brin btree gin gist hash heap spgist" },
    Builtin { kind: RegistryKind::Conversion, method: None, since: 15, names: "\
        big5_to_euc_tw big5_to_mic big5_to_utf8 euc_cn_to_mic euc_cn_to_utf8 euc_jis_2004_to_shift_jis_2004 \
        euc_jis_2004_to_utf8 euc_jp_to_mic euc_jp_to_sjis euc_jp_to_utf8 euc_kr_to_mic euc_kr_to_utf8 \
        euc_tw_to_big5 euc_tw_to_mic euc_tw_to_utf8 gb18030_to_utf8 gbk_to_utf8 iso_8859_10_to_utf8 \
        iso_8859_13_to_utf8 iso_8859_14_to_utf8 iso_8859_15_to_utf8 iso_8859_16_to_utf8 iso_8859_1_to_mic \
        iso_8859_1_to_utf8 iso_8859_2_to_mic iso_8859_2_to_utf8 iso_8859_2_to_windows_1250 iso_8859_3_to_mic \
        iso_8859_3_to_utf8 iso_8859_4_to_mic iso_8859_4_to_utf8 iso_8859_5_to_koi8_r iso_8859_5_to_mic \
        iso_8859_5_to_utf8 iso_8859_5_to_windows_1251 iso_8859_5_to_windows_866 iso_8859_6_to_utf8 \
        iso_8859_7_to_utf8 iso_8859_8_to_utf8 iso_8859_9_to_utf8 johab_to_utf8 koi8_r_to_iso_8859_5 \
        koi8_r_to_mic koi8_r_to_utf8 koi8_r_to_windows_1251 koi8_r_to_windows_866 koi8_u_to_utf8 mic_to_big5 \
        mic_to_euc_cn mic_to_euc_jp mic_to_euc_kr mic_to_euc_tw mic_to_iso_8859_1 mic_to_iso_8859_2 \
        mic_to_iso_8859_3 mic_to_iso_8859_4 mic_to_iso_8859_5 mic_to_koi8_r mic_to_sjis mic_to_windows_1250 \
        mic_to_windows_1251 mic_to_windows_866 shift_jis_2004_to_euc_jis_2004 shift_jis_2004_to_utf8 \
        sjis_to_euc_jp sjis_to_mic sjis_to_utf8 uhc_to_utf8 utf8_to_big5 utf8_to_euc_cn utf8_to_euc_jis_2004 \
        utf8_to_euc_jp utf8_to_euc_kr utf8_to_euc_tw utf8_to_gb18030 utf8_to_gbk utf8_to_iso_8859_1 \
        utf8_to_iso_8859_10 utf8_to_iso_8859_13 utf8_to_iso_8859_14 utf8_to_iso_8859_15 utf8_to_iso_8859_16 \
        utf8_to_iso_8859_2 utf8_to_iso_8859_3 utf8_to_iso_8859_4 utf8_to_iso_8859_5 utf8_to_iso_8859_6 \
        utf8_to_iso_8859_7 utf8_to_iso_8859_8 utf8_to_iso_8859_9 utf8_to_johab utf8_to_koi8_r utf8_to_koi8_u \
        utf8_to_shift_jis_2004 utf8_to_sjis utf8_to_uhc utf8_to_windows_1250 utf8_to_windows_1251 \
        utf8_to_windows_1252 utf8_to_windows_1253 utf8_to_windows_1254 utf8_to_windows_1255 \
        utf8_to_windows_1256 utf8_to_windows_1257 utf8_to_windows_1258 utf8_to_windows_866 \
        utf8_to_windows_874 windows_1250_to_iso_8859_2 windows_1250_to_mic windows_1250_to_utf8 \
        windows_1251_to_iso_8859_5 windows_1251_to_koi8_r windows_1251_to_mic windows_1251_to_utf8 \
        windows_1251_to_windows_866 windows_1252_to_utf8 windows_1253_to_utf8 windows_1254_to_utf8 \
        windows_1255_to_utf8 windows_1256_to_utf8 windows_1257_to_utf8 windows_1258_to_utf8 \
        windows_866_to_iso_8859_5 windows_866_to_koi8_r windows_866_to_mic windows_866_to_utf8 \
        windows_866_to_windows_1251 windows_874_to_utf8" },
    Builtin { kind: RegistryKind::Language, method: None, since: 15, names: "\
        c internal plpgsql sql" },
    Builtin { kind: RegistryKind::OperatorClass, method: Some("brin"), since: 15, names: "\
        bit_minmax_ops box_inclusion_ops bpchar_bloom_ops bpchar_minmax_ops bytea_bloom_ops bytea_minmax_ops \
        char_bloom_ops char_minmax_ops date_bloom_ops date_minmax_multi_ops date_minmax_ops float4_bloom_ops \
        float4_minmax_multi_ops float4_minmax_ops float8_bloom_ops float8_minmax_multi_ops float8_minmax_ops \
        inet_bloom_ops inet_inclusion_ops inet_minmax_multi_ops inet_minmax_ops int2_bloom_ops \
        int2_minmax_multi_ops int2_minmax_ops int4_bloom_ops int4_minmax_multi_ops int4_minmax_ops \
        int8_bloom_ops int8_minmax_multi_ops int8_minmax_ops interval_bloom_ops interval_minmax_multi_ops \
        interval_minmax_ops macaddr8_bloom_ops macaddr8_minmax_multi_ops macaddr8_minmax_ops \
        macaddr_bloom_ops macaddr_minmax_multi_ops macaddr_minmax_ops name_bloom_ops name_minmax_ops \
        numeric_bloom_ops numeric_minmax_multi_ops numeric_minmax_ops oid_bloom_ops oid_minmax_multi_ops \
        oid_minmax_ops pg_lsn_bloom_ops pg_lsn_minmax_multi_ops pg_lsn_minmax_ops range_inclusion_ops \
        text_bloom_ops text_minmax_ops tid_bloom_ops tid_minmax_multi_ops tid_minmax_ops time_bloom_ops \
        time_minmax_multi_ops time_minmax_ops timestamp_bloom_ops timestamp_minmax_multi_ops \
        timestamp_minmax_ops timestamptz_bloom_ops timestamptz_minmax_multi_ops timestamptz_minmax_ops \
        timetz_bloom_ops timetz_minmax_multi_ops timetz_minmax_ops uuid_bloom_ops uuid_minmax_multi_ops \
        uuid_minmax_ops varbit_minmax_ops" },
    Builtin { kind: RegistryKind::OperatorClass, method: Some("btree"), since: 15, names: "\
        array_ops bit_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops cidr_ops date_ops \
        enum_ops float4_ops float8_ops inet_ops int2_ops int4_ops int8_ops interval_ops jsonb_ops \
        macaddr8_ops macaddr_ops money_ops multirange_ops name_ops numeric_ops oid_ops oidvector_ops \
        pg_lsn_ops range_ops record_image_ops record_ops text_ops text_pattern_ops tid_ops time_ops \
        timestamp_ops timestamptz_ops timetz_ops tsquery_ops tsvector_ops uuid_ops varbit_ops varchar_ops \
        varchar_pattern_ops xid8_ops" },
    Builtin { kind: RegistryKind::OperatorClass, method: Some("gin"), since: 15, names: "\
        array_ops jsonb_ops jsonb_path_ops tsvector_ops" },
    Builtin { kind: RegistryKind::OperatorClass, method: Some("gist"), since: 15, names: "\
        box_ops circle_ops inet_ops multirange_ops point_ops poly_ops range_ops tsquery_ops tsvector_ops" },
    Builtin { kind: RegistryKind::OperatorClass, method: Some("hash"), since: 15, names: "\
        aclitem_ops array_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops cid_ops cidr_ops \
        date_ops enum_ops float4_ops float8_ops inet_ops int2_ops int4_ops int8_ops interval_ops jsonb_ops \
        macaddr8_ops macaddr_ops multirange_ops name_ops numeric_ops oid_ops oidvector_ops pg_lsn_ops \
        range_ops record_ops text_ops text_pattern_ops tid_ops time_ops timestamp_ops timestamptz_ops \
        timetz_ops uuid_ops varchar_ops varchar_pattern_ops xid8_ops xid_ops" },
    Builtin { kind: RegistryKind::OperatorClass, method: Some("spgist"), since: 15, names: "\
        box_ops inet_ops kd_point_ops poly_ops quad_point_ops range_ops text_ops" },
    Builtin { kind: RegistryKind::OperatorFamily, method: Some("brin"), since: 15, names: "\
        bit_minmax_ops box_inclusion_ops bpchar_bloom_ops bpchar_minmax_ops bytea_bloom_ops bytea_minmax_ops \
        char_bloom_ops char_minmax_ops datetime_bloom_ops datetime_minmax_multi_ops datetime_minmax_ops \
        float_bloom_ops float_minmax_multi_ops float_minmax_ops integer_bloom_ops integer_minmax_multi_ops \
        integer_minmax_ops interval_bloom_ops interval_minmax_multi_ops interval_minmax_ops \
        macaddr8_bloom_ops macaddr8_minmax_multi_ops macaddr8_minmax_ops macaddr_bloom_ops \
        macaddr_minmax_multi_ops macaddr_minmax_ops name_bloom_ops name_minmax_ops network_bloom_ops \
        network_inclusion_ops network_minmax_multi_ops network_minmax_ops numeric_bloom_ops \
        numeric_minmax_multi_ops numeric_minmax_ops oid_bloom_ops oid_minmax_multi_ops oid_minmax_ops \
        pg_lsn_bloom_ops pg_lsn_minmax_multi_ops pg_lsn_minmax_ops range_inclusion_ops text_bloom_ops \
        text_minmax_ops tid_bloom_ops tid_minmax_multi_ops tid_minmax_ops time_bloom_ops \
        time_minmax_multi_ops time_minmax_ops timetz_bloom_ops timetz_minmax_multi_ops timetz_minmax_ops \
        uuid_bloom_ops uuid_minmax_multi_ops uuid_minmax_ops varbit_minmax_ops" },
    Builtin { kind: RegistryKind::OperatorFamily, method: Some("btree"), since: 15, names: "\
        array_ops bit_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops datetime_ops enum_ops \
        float_ops integer_ops interval_ops jsonb_ops macaddr8_ops macaddr_ops money_ops multirange_ops \
        network_ops numeric_ops oid_ops oidvector_ops pg_lsn_ops range_ops record_image_ops record_ops \
        text_ops text_pattern_ops tid_ops time_ops timetz_ops tsquery_ops tsvector_ops uuid_ops varbit_ops \
        xid8_ops" },
    Builtin { kind: RegistryKind::OperatorFamily, method: Some("gin"), since: 15, names: "\
        array_ops jsonb_ops jsonb_path_ops tsvector_ops" },
    Builtin { kind: RegistryKind::OperatorFamily, method: Some("gist"), since: 15, names: "\
        box_ops circle_ops multirange_ops network_ops point_ops poly_ops range_ops tsquery_ops tsvector_ops" },
    Builtin { kind: RegistryKind::OperatorFamily, method: Some("hash"), since: 15, names: "\
        aclitem_ops array_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops cid_ops date_ops \
        enum_ops float_ops integer_ops interval_ops jsonb_ops macaddr8_ops macaddr_ops multirange_ops \
        network_ops numeric_ops oid_ops oidvector_ops pg_lsn_ops range_ops record_ops text_ops \
        text_pattern_ops tid_ops time_ops timestamp_ops timestamptz_ops timetz_ops uuid_ops xid8_ops xid_ops" },
    Builtin { kind: RegistryKind::OperatorFamily, method: Some("spgist"), since: 15, names: "\
        box_ops kd_point_ops network_ops poly_ops quad_point_ops range_ops text_ops" },
    Builtin { kind: RegistryKind::TsConfiguration, method: None, since: 15, names: "\
        arabic armenian basque catalan danish dutch english finnish french german greek hindi hungarian \
        indonesian irish italian lithuanian nepali norwegian portuguese romanian russian serbian simple \
        spanish swedish tamil turkish yiddish" },
    Builtin { kind: RegistryKind::TsConfiguration, method: None, since: 18, names: "\
        estonian" },
    Builtin { kind: RegistryKind::TsDictionary, method: None, since: 15, names: "\
        arabic_stem armenian_stem basque_stem catalan_stem danish_stem dutch_stem english_stem finnish_stem \
        french_stem german_stem greek_stem hindi_stem hungarian_stem indonesian_stem irish_stem italian_stem \
        lithuanian_stem nepali_stem norwegian_stem portuguese_stem romanian_stem russian_stem serbian_stem \
        simple spanish_stem swedish_stem tamil_stem turkish_stem yiddish_stem" },
    Builtin { kind: RegistryKind::TsDictionary, method: None, since: 18, names: "\
        estonian_stem" },
    Builtin { kind: RegistryKind::TsParser, method: None, since: 15, names: "\
        default" },
    Builtin { kind: RegistryKind::TsTemplate, method: None, since: 15, names: "\
        ispell simple snowball synonym thesaurus" },
];
