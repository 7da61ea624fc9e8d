/**
 * official: committed, then seeded as the commitment says. uncommitted: repeatable, but nothing shows that no other seed
 * was tried first. rehearsal: not a draw of anybody.
 */
export type DrawStatus = 'official' | 'uncommitted' | 'rehearsal';
