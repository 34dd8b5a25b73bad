//! `tpm show D-1 --format md`: a decision as one page to send.

use insta::assert_snapshot;

use super::{after, exchanges};

const WHOLE: &[&str] = &[
    "propose 'Which vendor hosts the launch?' --decider lee --driver sam --agree bo --input priya \
     --perform kim --inform zoe --due 2026-11-20 --if-late 'the launch slips to May' \
     --context 'Two offers meet the *date*.' --door one-way --impact high -w launch",
    "option D-1 'Vendor A' --pro 'known to us' --con dear --score cost=2",
    "option D-1 'Vendor B | C' --pro cheaper --con '<no> support' --score cost=5",
    "act @kim sign the contract by 2026-11-30 --for D-1",
    "comment D-1 'between ourselves'",
];

#[test]
fn an_open_decision_asks_in_its_first_lines() {
    let sandbox = after(WHOLE);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 priya --input 'check the exit terms' -q", "show D-1 --format md"]), @r"
    $ tpm ack D-1 priya --input 'check the exit terms' -q
    D-1
    --- exit 0
    $ tpm show D-1 --format md
    # D-1: Which vendor hosts the launch?

    **Decision needed** from **@lee** by **Fri 20 Nov 2026** (2 days overdue)\
    **Asked:** @bo to agree or object\
    **If late:** the launch slips to May\
    **Stakes:** hard to take back (a one-way door), high impact

    ## Context

    Two offers meet the *date*.

    ## Options

    ### 1 Vendor A

    - for: known to us
    - against: dear

    ### 2 Vendor B \| C

    - for: cheaper
    - against: \<no> support

    ### Comparison

    | Criterion | Weight | 1 Vendor A | 2 Vendor B \| C |
    | --- | ---: | ---: | ---: |
    | cost | 1 | 2 | 5 |
    | Total |  | **2** | **5** |

    Highest: **2 Vendor B \| C** (5 of 5). Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Driver | @sam |  |
    | Decider | @lee |  |
    | Must agree | @bo | awaited |
    | Input | @priya | check the exit terms |
    | Performs | @kim |  |
    | Informed | @zoe |  |

    ## What carries it out

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | A-1 | sign the contract | @kim | Mon 30 Nov 2026 | open |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    * **Workstream:** launch
    --- exit 0
    ");
}

#[test]
fn a_made_decision_tells_the_outcome_in_its_first_lines() {
    let sandbox = after(WHOLE);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 bo --object 'no support' -q", "decide D-1 --chose 2 --override 'support is bought apart' --why 'cheaper over three years' --consequences 'The first contract ends.' --review-by 2027-05-20 -q", "show D-1 --format md"]), @r"
    $ tpm ack D-1 bo --object 'no support' -q
    D-1
    --- exit 0
    $ tpm decide D-1 --chose 2 --override 'support is bought apart' --why 'cheaper over three years' --consequences 'The first contract ends.' --review-by 2027-05-20 -q
    D-1
    --- exit 0
    $ tpm show D-1 --format md
    # D-1: Which vendor hosts the launch?

    **Decided: Vendor B \| C** by @lee on Sun 22 Nov 2026\
    **Decided over an objection** of @bo (no support): support is bought apart\
    **Why:** cheaper over three years\
    **Stakes:** hard to take back (a one-way door), high impact

    ## Context

    Two offers meet the *date*.

    ## Options

    ### 1 Vendor A

    - for: known to us
    - against: dear

    ### 2 Vendor B \| C (chosen)

    - for: cheaper
    - against: \<no> support

    ### Comparison

    | Criterion | Weight | 1 Vendor A | 2 Vendor B \| C |
    | --- | ---: | ---: | ---: |
    | cost | 1 | 2 | 5 |
    | Total |  | **2** | **5** |

    Highest: **2 Vendor B \| C** (5 of 5). Scores go from 1 (worst) to 5 (best).

    ## Consequences

    The first contract ends.

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Driver | @sam |  |
    | Decider | @lee |  |
    | Must agree | @bo | objects: no support |
    | Input | @priya |  |
    | Performs | @kim |  |
    | Informed | @zoe |  |

    ## What carries it out

    | ID | Action | Owner | Due | State |
    | --- | --- | --- | --- | --- |
    | A-1 | sign the contract | @kim | Mon 30 Nov 2026 | open |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    * **Workstream:** launch
    * **To be reviewed by:** Thu 20 May 2027
    --- exit 0
    ");
}

#[test]
fn a_bare_decision_has_no_empty_sections() {
    let sandbox = crate::sandbox::Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["decide 'Ship it' -q", "propose 'Which region?' -q", "show D-1 D-2 --format md"]), @"
    $ tpm decide 'Ship it' -q
    D-1
    --- exit 0
    $ tpm propose 'Which region?' -q
    D-2
    --- exit 0
    $ tpm show D-1 D-2 --format md
    # D-1: Ship it

    **Decided** on Sun 22 Nov 2026

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam

    # D-2: Which region?

    **Decision needed** (nobody is named to decide)

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    --- exit 0
    ");
}

#[test]
fn each_status_has_first_lines_of_its_own() {
    let sandbox = after(&[
        "decide 'Vendor A' --decider lee",
        "decide 'Vendor B' --decider lee --supersedes D-1",
        "review D-2 --retire",
        "propose 'Which region?' --decider lee",
        "defer D-3 --until 2026-12-04",
        "propose 'A second site?' --draft",
        "propose 'A third site?' --decider lee",
        "reject D-5 --why 'no budget'",
        "propose 'A fourth site?'",
        "withdraw D-6",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["show D-1..D-6 --format md"]), @r"
    $ tpm show D-1..D-6 --format md
    # D-1: Vendor A

    **Superseded** by D-2: Vendor B\
    **Decided** by @lee on Sun 22 Nov 2026

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    * **Superseded by:** D-2 Vendor B

    # D-2: Vendor B

    **No longer holds: retired on Sun 22 Nov 2026.**\
    **Decided** by @lee on Sun 22 Nov 2026

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    * **Reviewed:** Sun 22 Nov 2026
    * **Supersedes:** D-1 Vendor A

    # D-3: Which region?

    Deferred until Fri 4 Dec 2026; @lee decides

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam

    # D-4: A second site?

    **Draft, not on the table yet**

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam

    # D-5: A third site?

    **Rejected** by @lee on Sun 22 Nov 2026\
    **Why:** no budget

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam

    # D-6: A fourth site?

    **Withdrawn, undecided.**

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    --- exit 0
    ");
}

#[test]
fn a_brief_tells_what_was_objected_after_the_decision() {
    let sandbox = after(&[
        "person zoe",
        "decide 'Use A' --decider lee --agree bo --inform kim",
        "announce D-1 --sent",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 bo --object 'too dear'", "ack D-1 kim --question 'from when?'", "ack D-1 zoe --object 'nobody asked'", "show D-1 --format md", "ack D-1 bo --resolve --why 'a discount'", "show D-1 --format md"]), @"
    $ tpm ack D-1 bo --object 'too dear'
    Answered D-1  Use A  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 kim --question 'from when?'
    Answered D-1  Use A  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: open questions of @bo
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 zoe --object 'nobody asked'
    Answered D-1  Use A  decider @lee  decided Sun 22 Nov
    --- stderr
    @zoe was not among those who must know of D-1; the answer is kept all the same
    D-1: open questions of @bo, @kim
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --format md
    # D-1: Use A

    **Decided** by @lee on Sun 22 Nov 2026

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |
    | Must agree | @bo | objects since: too dear |
    | Informed | @kim | asks since: from when? |
    | Told | @zoe | objects since: nobody asked |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    --- exit 0
    $ tpm ack D-1 bo --resolve --why 'a discount'
    Answered D-1  Use A  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: open questions of @kim, @zoe
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --format md
    # D-1: Use A

    **Decided** by @lee on Sun 22 Nov 2026

    ## Who is involved

    | Part | Who | Answer |
    | --- | --- | --- |
    | Decider | @lee |  |
    | Must agree | @bo | objects since: too dear (settled) |
    | Informed | @kim | asks since: from when? |
    | Told | @zoe | objects since: nobody asked |

    ## About this decision

    * **Raised:** Sun 22 Nov 2026 by @sam
    --- exit 0
    ");
}
