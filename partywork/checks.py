"""What must hold on a machine that serves people; `manage.py check --deploy` says what does not."""
