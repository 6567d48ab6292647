declare const mayWrite: unique symbol

/**
 * Proof that somebody signed in and may write: what lib/aws asks for before it hands out clients that change anything.
 * Only `asWriter` in lib/auth makes one; the architecture test refuses every other cast.
 */
export type Writer = { readonly [mayWrite]: true }
