import { connection } from 'next/server'

/** Says that the program answers. Looks at nothing else, needs no session and tells nothing. */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
}
