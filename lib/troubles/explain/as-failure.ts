import type { Failure } from '@/lib/result'
import type { Trouble } from '@/lib/troubles/model'
import { remedyLink } from '@/lib/troubles/remedies'

/** A trouble in the shape of what an action or a command answers. Of its buttons only those that need no runtime are kept. */
export function asFailure({
  title,
  remedy,
  command,
  actions = [],
}: Trouble): Pick<Failure, 'message' | 'remedy' | 'command' | 'link'> {
  const [action] = actions.filter(({ type }) => type === 'subscribe' || type === 'open-settings')
  const link = action && remedyLink(action, {})
  return {
    message: title,
    remedy: remedy.join(' '),
    ...(command === undefined ? {} : { command }),
    ...(link ? { link } : {}),
  }
}
