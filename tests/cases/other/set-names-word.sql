-- case: SET NAMES takes a string
-- error: 42601

SET NAMES utf8;
