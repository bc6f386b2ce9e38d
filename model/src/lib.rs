//! Plain data of pgbindgen: the catalog and its JSON form, the migration chain, the lock, checksums and the catalog diff
