import type { Plan } from '@/lib/deployments/model'

/** Who made a runtime, as far as its tags, its role's name or CloudTrail tell. */
export type Maker = {
  /** `CloudFormation`, `Terraform`, `AWS CLI`, `console`… */
  tool: string
  /** The stack that keeps it. */
  stack?: string
  /** What that is known by: a tag, a name, or a call in CloudTrail. */
  by: string
  /** Its next run puts back what is changed elsewhere. */
  reverts: boolean
}

/** One thing that belongs to the runtime. `used`: Slipway goes on using it, and leaves it as it is. */
export type TakeOverPart = { kind: PartKind; name: string; state: 'owned' | 'used' | 'absent'; note: string }

type PartKind = 'Runtime' | 'Endpoint' | 'Role' | 'User pool' | 'Log group'

/** `theirs`: Slipway has no part in it; `taken`: it took it over; `own`: it made it. */
export type TakeOverState = 'theirs' | 'taken' | 'own'

/** What taking over means for one runtime; of one that was taken over, what giving it back means. */
export type TakeOver = {
  id: string
  name: string
  state: TakeOverState
  maker: Maker | null
  /** Why the maker could not be looked up. */
  trail?: string
  parts: TakeOverPart[]
  /** Of tags alone. */
  plan: Plan
  /** What stands for all that the plan was made from. */
  seen: string
  /** What an edit would do besides, and what it would be refused for, in words. Not done now. */
  later: string[]
}
