"""Work that happens after the answer was sent: `@job` marks it, `.enqueue(...)` asks for it, the worker does it.

A job is leased, not owned. The worker says every few seconds that it still holds the lease; when it is killed or
hangs, the lease ends and the job is tried again, later each time. What must happen once is either written in the
job's own transaction (`whole=True`) or goes through the outbox (`planfolio.jobs.mail`).

    @job(deadline=60)
    def render(plan_id: str) -> None: ...

    render.enqueue(str(plan.pk))      # inside the transaction that makes it necessary
"""
