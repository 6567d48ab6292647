import type { NotSaid } from '@/lib/export/model'
import type { Members } from '@/lib/export/wired'

export type Resource = {
  /** What references call it. */
  key: string
  /** Its logical id. */
  id: string
  type: string
  properties: Members
  /** What CloudFormation finds the live one by. */
  identifier: Record<string, string>
  notSaid: NotSaid[]
}
