import { type Launch, partsOf, progressOf } from '@/components/setup/launch/launch-machine'

export type LaunchFacts = {
  name: string
  /** Of an existing deployment. */
  isEdit: boolean
  /** It was begun in this browser and has not come to its end. */
  wasBegun: boolean
  /** Something forbids it. */
  isRefused: boolean
}

/** What the page is about: how many changes, or none. */
export function headingOf(launch: Launch): string {
  const { all } = progressOf(launch)
  const changes = `${all} ${all === 1 ? 'change' : 'changes'}`

  if (launch.phase === 'done') {
    return `${changes} made in AWS`
  }
  return launch.plan.settled && launch.phase === 'idle' ? 'Nothing to change' : `${changes} in AWS`
}

/** Is it well: how far it is. */
export function sentenceOf(launch: Launch, { name, isEdit, ...facts }: LaunchFacts): string {
  const { done, all } = progressOf(launch)

  switch (launch.phase) {
    case 'running':
      return `${isEdit ? 'Updating' : 'Launching'} ${name}: ${done} of ${all} done.`
    case 'done':
      return `${name} is up: ${done} of ${all} done.`
    case 'failed':
      return `Stopped at ${done} of ${all}. What is done stays done.`
    default:
      return idleSentence(launch, name, facts)
  }
}

function idleSentence(
  launch: Launch,
  name: string,
  { wasBegun, isRefused }: Pick<LaunchFacts, 'wasBegun' | 'isRefused'>,
) {
  if (launch.plan.settled) {
    return `${name} is as it should be; there is nothing to launch.`
  }
  if (isRefused) {
    return 'This can’t be launched yet. Nothing has changed.'
  }
  return wasBegun
    ? `The launch has paused, because its page was closed before the end. ${partsOf(launch).kept.length} done, ${progressOf(launch).all} to go.`
    : 'Nothing has changed yet.'
}

/** What the one button says. */
export function buttonOf(launch: Launch, { name, isEdit, wasBegun }: LaunchFacts): string {
  const goesOn = wasBegun || (!isEdit && partsOf(launch).kept.length > 0)

  switch (launch.phase) {
    case 'running':
      return isEdit ? `Updating ${name}…` : `Launching ${name}…`
    case 'failed':
      return 'Try again'
    default:
      if (goesOn) {
        return isEdit ? `Continue updating ${name}` : `Continue launching ${name}`
      }
      return isEdit ? `Update ${name}` : `Launch ${name}`
  }
}
