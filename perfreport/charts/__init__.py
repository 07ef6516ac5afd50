"""Charts of the figures that a document prints (统计图), alike in Word and PDF."""
