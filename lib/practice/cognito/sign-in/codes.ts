import { randomInt } from 'node:crypto'
import { maskDestination, sendMessage } from '@/lib/practice/cognito/sign-in/messages'
import { sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import type { User } from '@/lib/practice/cognito/slice'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

type Destination = { medium: 'EMAIL' | 'SMS'; destination: string }

/** Where codes and passwords are sent to, as the user's attributes say. */
export function destinationOf(user: User): Destination | undefined {
  const { email, phone_number: phone } = user.attributes

  if (email) {
    return { medium: 'EMAIL', destination: email }
  }
  return phone ? { medium: 'SMS', destination: phone } : undefined
}

/** Sends six digits after these words. Only their hash is kept. */
export function sendCode(call: Call, to: Destination, words: string): string {
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  sendMessage(call.state, { at: call.now(), ...to, text: `${words} ${code}` })
  return sha256(code)
}

export function deliveryOf(to: Destination, attribute = to.medium === 'EMAIL' ? 'email' : 'phone_number') {
  return { DeliveryMedium: to.medium, Destination: maskDestination(to), AttributeName: attribute }
}

export function codeMismatch(): ServiceError {
  return new ServiceError('CodeMismatchException', 'Invalid verification code provided, please try again.')
}
