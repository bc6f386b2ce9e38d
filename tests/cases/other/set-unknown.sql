-- case: SET of a setting that there is not
-- error: 42704

SET FOREIGN_KEY_CHECKS = 0;
