import { question } from '@/lib/auth/request'
import { askSimulator } from '@/lib/roles/ask-simulator'
import { simulateInput } from '@/lib/roles/schema'

/** Asks IAM's simulator. A read, although it has to be a POST. */
export const POST = question({
  input: simulateInput,
  run: ({ connection }, input) => askSimulator(connection, input),
})
