-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE "my ""table""" (
	"fiyat ı" int,	ş text, "日本語" nonexistent
);
