from baken.account.documents.csv import render_csv  # temporary: moves here
