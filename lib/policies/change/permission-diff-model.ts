/** Actions of one service whose reach changed in the same way. */
export type PermissionChange = {
  /** `service:Action`s; a pattern such as `s3:*` stands for actions that the catalogue doesn't list. */
  actions: string[]
  /** Patterns of the side that allows more, where it does. */
  resources: string[]
  /** A resource that one side allows and the other doesn't; absent when only a condition differs or it was not worked out. */
  example?: string | undefined
  /** `new`: nothing of it was (or is) allowed on the other side; `wider`: other resources; `condition`: conditions differ. */
  kind: 'new' | 'wider' | 'condition'
}

/** `widens` when anything at all is gained; a changed condition counts, unless it is provably narrower. */
export type PermissionDiff = {
  gained: PermissionChange[]
  lost: PermissionChange[]
  widens: boolean
  narrows: boolean
}
