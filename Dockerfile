# The program with its web server. Data (SQLite and uploaded files) is in /data, unless PostgreSQL is set.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SOCBUDGET_STATIC=/app/static-collected
RUN useradd --system --uid 1000 --home-dir /data --create-home socbudget
WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
# SOCBUDGET_DEMO compresses static files as production does and asks for no secret.
RUN pybabel -q compile -d locale -D django \
    && SOCBUDGET_DEMO=1 SOCBUDGET_VAR=/tmp python manage.py collectstatic --noinput -v0
ENV SOCBUDGET_PRODUCTION=1 SOCBUDGET_VAR=/data
USER socbudget
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "manage.py", "healthy"]
CMD ["sh", "-c", "python manage.py migrate -v0 && exec gunicorn socbudget.wsgi --bind 0.0.0.0:8000 --worker-class gthread --workers 2 --threads 8 --worker-tmp-dir /dev/shm --access-logfile -"]
