//! The indexes and TOAST tables of PostgreSQL's own catalogs, as its servers have them. Written by `cargo xtask registry`.

use super::system::{Part, System};

#[rustfmt::skip]
pub(super) const SYSTEM: &[System] = &[
    System { part: Part::Index, first: 15, last: 18, names: "\
        pg_aggregate_fnoid_index pg_am_name_index pg_am_oid_index pg_amop_fam_strat_index pg_amop_oid_index \
        pg_amop_opr_fam_index pg_amproc_fam_proc_index pg_amproc_oid_index pg_attrdef_adrelid_adnum_index \
        pg_attrdef_oid_index pg_attribute_relid_attnam_index pg_attribute_relid_attnum_index \
        pg_auth_members_member_role_index pg_auth_members_role_member_index pg_authid_oid_index \
        pg_authid_rolname_index pg_cast_oid_index pg_cast_source_target_index pg_class_oid_index \
        pg_class_relname_nsp_index pg_class_tblspc_relfilenode_index pg_collation_name_enc_nsp_index \
        pg_collation_oid_index pg_constraint_conname_nsp_index pg_constraint_conparentid_index \
        pg_constraint_conrelid_contypid_conname_index pg_constraint_contypid_index pg_constraint_oid_index \
        pg_conversion_default_index pg_conversion_name_nsp_index pg_conversion_oid_index \
        pg_database_datname_index pg_database_oid_index pg_db_role_setting_databaseid_rol_index \
        pg_default_acl_oid_index pg_default_acl_role_nsp_obj_index pg_depend_depender_index \
        pg_depend_reference_index pg_description_o_c_o_index pg_enum_oid_index pg_enum_typid_label_index \
        pg_enum_typid_sortorder_index pg_event_trigger_evtname_index pg_event_trigger_oid_index \
        pg_extension_name_index pg_extension_oid_index pg_foreign_data_wrapper_name_index \
        pg_foreign_data_wrapper_oid_index pg_foreign_server_name_index pg_foreign_server_oid_index \
        pg_foreign_table_relid_index pg_index_indexrelid_index pg_index_indrelid_index \
        pg_inherits_parent_index pg_inherits_relid_seqno_index pg_init_privs_o_c_o_index \
        pg_language_name_index pg_language_oid_index pg_largeobject_loid_pn_index \
        pg_largeobject_metadata_oid_index pg_namespace_nspname_index pg_namespace_oid_index \
        pg_opclass_am_name_nsp_index pg_opclass_oid_index pg_operator_oid_index \
        pg_operator_oprname_l_r_n_index pg_opfamily_am_name_nsp_index pg_opfamily_oid_index \
        pg_parameter_acl_oid_index pg_parameter_acl_parname_index pg_partitioned_table_partrelid_index \
        pg_policy_oid_index pg_policy_polrelid_polname_index pg_proc_oid_index \
        pg_proc_proname_args_nsp_index pg_publication_namespace_oid_index \
        pg_publication_namespace_pnnspid_pnpubid_index pg_publication_oid_index pg_publication_pubname_index \
        pg_publication_rel_oid_index pg_publication_rel_prpubid_index \
        pg_publication_rel_prrelid_prpubid_index pg_range_rngmultitypid_index pg_range_rngtypid_index \
        pg_replication_origin_roiident_index pg_replication_origin_roname_index pg_rewrite_oid_index \
        pg_rewrite_rel_rulename_index pg_seclabel_object_index pg_sequence_seqrelid_index \
        pg_shdepend_depender_index pg_shdepend_reference_index pg_shdescription_o_c_index \
        pg_shseclabel_object_index pg_statistic_ext_data_stxoid_inh_index pg_statistic_ext_name_index \
        pg_statistic_ext_oid_index pg_statistic_ext_relid_index pg_statistic_relid_att_inh_index \
        pg_subscription_oid_index pg_subscription_rel_srrelid_srsubid_index pg_subscription_subname_index \
        pg_tablespace_oid_index pg_tablespace_spcname_index pg_transform_oid_index \
        pg_transform_type_lang_index pg_trigger_oid_index pg_trigger_tgconstraint_index \
        pg_trigger_tgrelid_tgname_index pg_ts_config_cfgname_index pg_ts_config_map_index \
        pg_ts_config_oid_index pg_ts_dict_dictname_index pg_ts_dict_oid_index pg_ts_parser_oid_index \
        pg_ts_parser_prsname_index pg_ts_template_oid_index pg_ts_template_tmplname_index pg_type_oid_index \
        pg_type_typname_nsp_index pg_user_mapping_oid_index pg_user_mapping_user_server_index" },
    System { part: Part::Index, first: 18, last: 18, names: "\
        pg_auth_members_grantor_index pg_auth_members_oid_index" },
    System { part: Part::Toast, first: 15, last: 18, names: "\
        1213 1247 1255 1262 1417 1418 2328 2396 2600 2604 2606 2609 2612 2615 2618 2619 2620 2964 3079 3118 \
        3256 3350 3381 3394 3429 3456 3466 3592 3596 3600 6100 6106 6243 826" },
    System { part: Part::Toast, first: 15, last: 15, names: "\
        1260 6000" },
    System { part: Part::Toast, first: 18, last: 18, names: "\
        2610" },
];
