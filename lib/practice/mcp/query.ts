import { EmptyExpressionError, LexerError, ParseError, search } from '@aws-lambda-powertools/jmespath'

/** What is wrong with a `--query` as it stands. The server looks before it asks AWS, so a slip changes nothing there. */
export function queryProblem(query: string): string | undefined {
  try {
    search(query, null)
  } catch (error) {
    const isUnreadable =
      error instanceof ParseError || error instanceof LexerError || error instanceof EmptyExpressionError
    return isUnreadable
      ? `Error parsing client-side filter '${query}': Invalid jmespath expression: ${error.message}`
      : undefined
  }
  return undefined
}

/** What it picks from an answer. Functions can still fail on what they are given. */
export function applyQuery(query: string, data: unknown): { data: unknown } | { problem: string } {
  try {
    return { data: search(query, data as Parameters<typeof search>[1]) }
  } catch (error) {
    return { problem: `Error while executing the command: ${error instanceof Error ? error.message : String(error)}` }
  }
}
