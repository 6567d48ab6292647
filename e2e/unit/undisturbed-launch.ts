import { resetAccount } from '@/lib/practice/admin'
import type { FaultInput } from '@/lib/practice/faults'
import { connectTo, inventory, jwtSpec, launch, startTestPractice } from './support'

type Service = NonNullable<NonNullable<FaultInput['match']>['service']>
export type Call = { service: Service; operation: string }

/** Launches once without trouble: the calls that it made, and what is in the account afterwards. The account is empty again. */
export async function undisturbedLaunch() {
  const made = new Map<string, Call>()
  const practice = await startTestPractice(0, ({ phase, service, operation }) => {
    if (phase === 'received') {
      made.set(`${service} ${operation}`, { service: service as Service, operation })
    }
  })
  connectTo(practice)
  const { last } = await launch(jwtSpec)
  // Whose account this is stays known for as long as the program runs.
  const calls = [...made.values()].filter(({ service }) => service !== 'sts')
  const whole = await inventory()

  resetAccount(practice)
  return { practice, last, calls, whole }
}
