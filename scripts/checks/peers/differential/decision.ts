export type Decision = {
  /** A difference, word for word as the comparison prints it. */
  differs: string
  /** Ids of the calls that it is decided for. */
  calls: readonly string[]
  right: 'practice account' | 'moto' | 'both'
  /** A refusal by the service model is checked: botocore has to find the request invalid, too. */
  by: 'service model' | 'documentation'
  why: string
}
