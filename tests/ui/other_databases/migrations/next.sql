-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE customers MODIFY COLUMN name varchar(100) NOT NULL;
ALTER TABLE customers CHANGE name full_name varchar(100);
ALTER TABLE customers DROP FOREIGN KEY customers_fkey;
ALTER TABLE customers DROP INDEX customers_name_idx;
ALTER TABLE customers ADD COLUMN a text AFTER name;
ALTER TABLE customers ADD COLUMN b text COMMENT 'a note';
ALTER TABLE customers ADD COLUMN c timestamptz DEFAULT now() ON UPDATE CURRENT_TIMESTAMP;
ALTER TABLE customers ADD INDEX customers_name_idx (name);
CREATE OR REPLACE TABLE d (id bigint PRIMARY KEY);
CREATE TABLE e (id int IDENTITY(1,1) PRIMARY KEY);
CREATE TABLE f (id bigint PRIMARY KEY, name text, INDEX f_name_idx (name));
CREATE TABLE g (id bigint PRIMARY KEY, name text, UNIQUE KEY g_name_key (name));
CREATE TABLE [dbo].[h] (id bigint PRIMARY KEY);
DROP INDEX customers_name_idx ON customers;
INSERT IGNORE INTO customers (id) VALUES (1);
INSERT INTO customers (id) VALUES (1) ON DUPLICATE KEY UPDATE id = 1;
USE shop;
PRAGMA foreign_keys = ON;
ALTER TABLE customers ADD COLUMN i NVARCHAR(50);
ALTER TABLE customers ADD COLUMN j VARCHAR2(50);
ALTER TABLE customers ADD COLUMN k DATETIME;
ALTER TABLE customers ADD COLUMN l TINYINT(1);
ALTER TABLE customers ADD COLUMN m ENUM('a', 'b');
ALTER TABLE customers ADD COLUMN n timestamptz DEFAULT GETDATE();
ALTER TABLE customers ADD COLUMN o timestamptz DEFAULT SYSDATE;
ALTER TABLE customers ADD CONSTRAINT p CHECK (id == 0);
ALTER TABLE customers ADD CONSTRAINT q CHECK (is_new && is_new);
ALTER TABLE customers ADD COLUMN r text DEFAULT "NL";
ALTER TABLE customers ADD COLUMN s text DEFAULT ‘NL’;
DELIMITER //
CREATE TABLE t (id bigint PRIMARY KEY);
GO
CREATE TABLE u (id bigint PRIMARY KEY);
# a comment
CREATE TABLE v (id bigint PRIMARY KEY);
// a comment
CREATE TABLE w (id bigint PRIMARY KEY);
/
CREATE TABLE x (id bigint PRIMARY KEY);
