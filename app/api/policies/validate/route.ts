import { question } from '@/lib/auth/request'
import { askAccessAnalyzer } from '@/lib/roles/ask-access-analyzer'
import { validateInput } from '@/lib/roles/schema'

/** Asks Access Analyzer about a policy's text. A read, although it has to be a POST. */
export const POST = question({
  input: validateInput,
  run: ({ connection }, input) => askAccessAnalyzer(connection, input),
})
