int cchecksums_placeholder;
