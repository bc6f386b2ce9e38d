ALTER TABLE "Shop".users ADD COLUMN more text;
