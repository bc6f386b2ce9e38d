-- case: Names written with escapes
-- covers: create-table/table
CREATE TABLE U&"t\0061ble" (U&"c!006Fl" UESCAPE '!' int, U&"\+01F600" text);
