/** Limits of one member. `min` and `max` count characters, bytes, items or entries; for a number they bound its value. */
export type Constraint = { pattern?: string; min?: number; max?: number; values?: readonly string[] }

/**
 * What the SDK's schemas don't carry, by shape and member: `CreateRoleRequest.RoleName`. Items of a list are under `.member`,
 * keys and values of a map under `.key` and `.value`. Taken from the service models (botocore 1.43).
 */
export type ConstraintTable = Record<string, Constraint>
