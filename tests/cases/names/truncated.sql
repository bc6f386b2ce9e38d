-- case: Names cut at 63 bytes
-- covers: create-table/table, create-table/check, create-table/unique, create-table/references
CREATE TABLE aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffxxxxxxxxxx (
    gggggggggghhhhhhhhhhiiiiiiiiiijjjjjjjjjjkkkkkkkkkkllllllllllmmmmmmmmmm int PRIMARY KEY,
    nnnnnnnnnnooooooooooppppppppppqqqqqqqqqqrrrrrrrrrrssssssssss serial UNIQUE CHECK (nnnnnnnnnnooooooooooppppppppppqqqqqqqqqqrrrrrrrrrrssssssssss > 0),
    short int UNIQUE
);
