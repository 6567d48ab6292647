/** What IAM's own simulator says. `matched` names the policies that spoke, as IAM names them. */
export type SimulatorAnswer = {
  effect: 'allowed' | 'implicit-deny' | 'explicit-deny'
  matched: string[]
  missingContextKeys: string[]
}
