import type { StateStore } from '@/lib/practice/wire/state'

/** What Cognito would have sent by e-mail or SMS. Nothing leaves the computer; people read it under Settings → Practice account, programs at `/_practice/messages`. */
export type PracticeMessage = {
  /** Milliseconds. */
  at: number
  medium: 'EMAIL' | 'SMS'
  destination: string
  text: string
}

const KEPT = 50

/** Newest last. */
export function sentMessages(state: StateStore): PracticeMessage[] {
  return slice(state).messages
}

export function sendMessage(state: StateStore, message: PracticeMessage): void {
  const { messages } = slice(state)
  messages.push(message)
  messages.splice(0, messages.length - KEPT)
}

/** `+*******1234` or `f***@e***`, as the challenge shows it. */
export function maskDestination({ medium, destination }: Pick<PracticeMessage, 'medium' | 'destination'>): string {
  if (medium === 'SMS') {
    return `+*******${destination.slice(-4)}`
  }
  const [name = '', domain = ''] = destination.split('@')
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`
}

function slice(state: StateStore): { messages: PracticeMessage[] } {
  return state.slice<{ messages: PracticeMessage[] }>('cognito-messages', () => ({ messages: [] }))
}
