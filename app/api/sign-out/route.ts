import { endSession } from '@/lib/auth/sessions/sign-out-response'

/** Ends the session and leads to the sign-in page, as a form's answer: a full page load. */
export const POST = endSession
