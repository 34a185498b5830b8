"""Every construct of grammar.lark, broken: the sentence, the word at which the message points, what it says."""

BROKEN = {
    "single": [
        ("", "", "an empty condition"),
        ("not fever", "not fever", "write `no fever`"),
        ("spurling and not fever", "not fever", "write `no fever`"),
        ("spurling AND fever", "AND fever", "Did you mean 'and'?"),
        ("no no fever", "no fever", "'no' cannot stand here"),
        ("no hot", "hot", "'hot' is a pattern"),
        ("hot bilateral", "hot", "'hot' is a pattern"),
        ("fevr", "fevr", "unknown finding 'fevr'. Did you mean 'fever'?"),
        ("angle", "angle", "'angle' is a number: compare it"),
        ("fever and warm_thing", "warm_thing", "unknown finding 'warm_thing'. Did you mean 'warm_joint'?"),
        ("no warm_joint", "warm_joint", "'warm_joint' is a sign, a condition of its own"),
        ("fever - spurling", "- spurling", "'-' means nothing here"),
        ("fever && spurling", "&& spurling", "'&&' means nothing here; write `and`"),
        ("fever & spurling", "& spurling", "'&' means nothing here; write `and`"),
        ("fever || spurling", "| spurling", "'||' means nothing here; write `or`"),
        ("!fever", "!fever", "'!' means nothing here; write `no`"),
    ],
    "all": [
        ("fever adn spurling", "adn", "between two findings stands `and` or `or`. Did you mean 'and'?"),
        ("fever spurling", "spurling", "between two findings stands"),
        ("fever and", "", "the sentence ends too early"),
        ("fever and and spurling", "and spurling", "'and' cannot stand here"),
    ],
    "any": [
        ("fever and spurling or hot", "or hot", "`and` and `or` are mixed; put parentheses"),
    ],
    "condition": [
        ("(fever or spurling", "", "a `(` is never closed"),
        ("fever or spurling)", ")", "this `)` closes nothing"),
        ("((((((((((fever))))))))))", "((fever", "more than 8 parentheses inside each other"),
    ],
    "unless": [
        ("fever unless", "", "the sentence ends too early"),
        ("fever unless spurling unless hot", "unless hot", "only one `unless`"),
        ("fever unless spurling and pain(thumb)", "spurling", "`unless` may name findings only, joined with `or`"),
        ("fever unless hot", "hot", "no pattern"),
    ],
    "key": [
        ("pain(thum)", "thum", "unknown zone 'thum' in pain(thum). Did you mean 'thumb'?"),
        ("pain(hand)", "hand", "unknown zone 'hand' in pain(hand). Write @hand."),
        ("pain", "pain", "'pain' is a family; write pain(subject)"),
        ("fever(thumb)", "fever", "'fever' is a finding of its own, without subject"),
        ("@hand", "@hand", "only a group of findings stands alone"),
    ],
    "names": [
        ("pain | fever", "", "`|` joins qualities before `in`; between findings write `or`"),
        ("pain|feer in @hand", "feer", "'feer' is no family"),
    ],
    "located": [
        ("pain in", "", "the sentence ends too early"),
        ("pain in @hnd", "@hnd", "unknown group '@hnd'. Did you mean '@hand'?"),
        ("tender in @hand", "@hand", "@hand is a group of zones; 'tender' goes with muscles"),
    ],
    "subjects": [
        ("pain in thumb, sternum", ", sternum", "a list stands in parentheses"),
    ],
    "some_of": [
        ("3 of @signs_of_heat", "@signs_of_heat", "3 of 2 findings can never or always hold"),
    ],
    "some_located": [
        ("pain in 4 of @hand", "pain", "4 of 2 findings can never or always hold"),
    ],
    "count": [
        ("3 of (fever, spurling)", "3", "3 of 2 conditions can never or always hold"),
        ("0 of (fever, spurling)", "0", "0 of 2 conditions can never or always hold"),
        ("2 of fever", "fever", "'fever' cannot stand here"),
        ("2 off (fever, spurling)", "off", "Did you mean 'of'?"),
    ],
    "side": [
        ("fever bilateral", "fever", "'fever' has no side; take out `bilateral`"),
        ("fever opposite", "fever", "'fever' has no side; take out `opposite`"),
        ("spurling bilaterl", "bilaterl", "Did you mean 'bilateral'?"),
        ("spurling either", "", "expected `side`"),
    ],
    "compare": [
        ("fever >= 3", "fever", "'fever' is not a number"),
        ("angel >= 30", "angel", "unknown number 'angel'. Did you mean 'angle'?"),
        ("angle > 30", "> 30", "write `>=` or `<=`"),
        ("angle = 30", "= 30", "write `>=` or `<=`"),
        ("angle 30", "30", "write `>=` or `<=`"),
        ("angle >= 300", "angle", "outside its range, 0 to 90 degrees"),
    ],
    "number": [
        ("angle >=", "", "expected a number"),
        ("angle >= thirty", "thirty", "expected a number"),
    ],
    "unit": [
        ("angle >= 30 weeks", "angle", "'angle' is counted in degrees, not in weeks"),
        ("lasting >= 3", "lasting", "'lasting' needs its unit: day, days, week"),
    ],
}

# what a test says of a client
BROKEN_CLIENTS = {
    "case": [
        ("fever,", "", "the sentence ends too early"),
        ("fever and hot", "and hot", "between two facts of a client stands a comma"),
    ],
    "observed": [
        ("no no fever", "no fever", "'no' cannot stand here"),
        ("pain(", "", "expected a finding"),
        ("fever hot", "hot", "between two facts of a client stands a comma"),
    ],
    "place": [
        ("spurling rigth", "rigth", "Did you mean 'right'?"),
        ("spurling opposite", "opposite", "between two facts of a client stands a comma"),
    ],
    "measured": [
        ("age >= 62", ">= 62", "a client has one number: write `=`"),
        ("age = ", "", "expected a number"),
        ("age = old", "old", "expected a number"),
        ("age 62", "62", "a client has one number: write `=`"),
    ],
}
